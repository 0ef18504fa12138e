// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.Messages.Tick;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Messages that are written in place, and published together. */
class BatchTest extends RuntimeTest {
    private static final int CAPACITY = 8;

    private final Queue<Long> seen = new ConcurrentLinkedQueue<>();
    private final Queue<MessageId> ids = new ConcurrentLinkedQueue<>();
    private final Queue<List<Object>> headers = new ConcurrentLinkedQueue<>();
    private final Probe.Handler keep = (message, context) -> {
        seen.add(message instanceof Tick tick ? tick.number() : ((Pong) message).number());
        ids.add(context.messageId());
        headers.add(List.of(
                context.priority(),
                context.sender().orElse(""),
                context.correlationId(),
                context.header().deadlineNs() != 0));
        return null;
    };
    private final Batch batch = new Batch();

    private KernelHandle small(Backpressure policy) {
        return runtime.launch("small", Probe.with(keep).capacity(CAPACITY).backpressure(policy));
    }

    private static void add(Batch batch, long from, long to) {
        for (long number = from; number < to; number++) {
            batch.buffer().putLong(batch.offset(), number);
            batch.add(Long.BYTES);
        }
    }

    private void publish(KernelRef<?> ref, long from, long to) {
        assertThat(ref.claim(batch, (int) (to - from))).isEqualTo(Delivery.ACCEPTED);
        add(batch, from, to);
        batch.publish();
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    private void handled(KernelHandle handle, long from, long to) {
        handle.activate();
        Eventually.holds("all are handled", () -> handle.counters().handled() == to - from);
        assertThat(seen).containsExactlyElementsOf(numbers(from, to));
        assertThat(handle.counters().accepted()).isEqualTo(to - from);
        assertThat(handle.counters().waiting()).isZero();
    }

    @Test
    void sendsWhatIsWrittenInPlace() {
        KernelHandle handle = small(Backpressure.BLOCK);
        KernelRef<Tick> ref = handle.ref(Tick.class);

        publish(ref, 0, 3);
        ref.send(new Tick(3));
        publish(ref, 4, 8);

        handled(handle, 0, 8);
        assertThat(new HashSet<>(ids)).hasSize(8);
        assertThat(new HashSet<>(headers)).containsExactly(List.of(128, "", MessageId.NONE, false));
    }

    @Test
    void saysHowManyMessagesAreLeft() {
        KernelRef<Tick> ref = small(Backpressure.BLOCK).ref(Tick.class);
        assertThat(batch.left()).isZero();

        ref.claim(batch, 3);

        assertThat(batch.left()).isEqualTo(3);
        add(batch, 0, 2);
        assertThat(batch.left()).isEqualTo(1);
        batch.publish();
        assertThat(batch.left()).isZero();
    }

    @Test
    void sendsNothingUntilItIsPublished() {
        KernelHandle handle = small(Backpressure.BLOCK).activate();
        KernelRef<Tick> ref = handle.ref(Tick.class);
        ref.claim(batch, 2);
        add(batch, 0, 2);
        runtime.send("small", new Tick(2), SendOptions.priority(255));
        Eventually.holds("the other lane is handled", () -> seen.size() == 1);

        batch.publish();

        Eventually.holds("all are handled", () -> handle.counters().handled() == 3);
        assertThat(seen).containsExactly(2L, 0L, 1L);
    }

    @Test
    void givesBackWhatIsNotAdded() {
        KernelHandle handle = small(Backpressure.BLOCK);
        KernelRef<Tick> ref = handle.ref(Tick.class);
        ref.claim(batch, 5);
        add(batch, 0, 2);
        batch.publish();

        ref.send(new Tick(2));

        handled(handle, 0, 3);
    }

    @Test
    void sendsNothingIfItIsClosedBefore() {
        KernelHandle handle = small(Backpressure.BLOCK);
        KernelRef<Tick> ref = handle.ref(Tick.class);

        assertThatThrownBy(() -> {
                    ref.claim(batch, 4);
                    try (batch) {
                        add(batch, 7, 9);
                        throw new IllegalStateException("on purpose");
                    }
                })
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("on purpose");
        batch.close(); // again: it holds nothing

        assertThat(handle.counters().accepted()).isZero();
        assertThat(handle.counters().waiting()).isZero();
        ref.send(new Tick(0));
        handled(handle, 0, 1);
        Eventually.holds(
                "all slots are given back", () -> ref.claim(batch, CAPACITY).isAccepted());
        add(batch, 1, 1 + CAPACITY);
        batch.publish();
        Eventually.holds("all are handled", () -> handle.counters().handled() == 1 + CAPACITY);
    }

    @Test
    void takesAllSlotsOrNone() {
        KernelHandle handle = small(Backpressure.BLOCK);
        KernelRef<Tick> ref = handle.ref(Tick.class);
        publish(ref, 0, 5);

        assertThat(ref.claim(batch, 4)).isEqualTo(Delivery.FULL);
        assertThat(batch.left()).isZero();
        assertThat(handle.counters().refused()).isEqualTo(4);
        publish(ref, 5, 8);

        handled(handle, 0, 8);
    }

    @Test
    void takesBackSlotsThatTheKernelHasDoneWith() {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Probe.Handler pausing = (message, context) -> {
            if (message.equals(new Tick(10))) {
                entered.countDown();
                await(goOn);
            }
            return keep.onMessage(message, context);
        };
        KernelHandle handle =
                runtime.launch("small", Probe.with(pausing).capacity(1024).backpressure(Backpressure.REJECT));
        KernelRef<Tick> ref = handle.ref(Tick.class);
        publish(ref, 0, 1024);
        handle.activate();
        await(entered); // ten are done with, and none of their slots was given back

        assertThat(ref.claim(batch, 11)).isEqualTo(Delivery.FULL);
        publish(ref, 1024, 1034);

        goOn.countDown();
        Eventually.holds("all are handled", () -> handle.counters().handled() == 1034);
        assertThat(seen).containsExactlyElementsOf(numbers(0, 1034));
        assertThat(handle.counters().refused()).isEqualTo(11);
    }

    @Test
    void dropsAsManyOfTheOldestAsItNeeds() {
        KernelHandle handle = small(Backpressure.DROP_OLDEST);
        KernelRef<Tick> ref = handle.ref(Tick.class);
        publish(ref, 0, 6);

        assertThat(ref.claim(batch, 5)).isEqualTo(Delivery.DISPLACED);
        add(batch, 6, 11);
        batch.publish();

        assertThat(handle.counters().displaced()).isEqualTo(3);
        handle.activate();
        Eventually.holds("the newest are handled", () -> handle.counters().handled() == CAPACITY);
        assertThat(seen).containsExactlyElementsOf(numbers(3, 11));
        assertThat(handle.counters().accepted()).isEqualTo(11);
    }

    @Test
    void countsTheNewestAsDropped() {
        KernelHandle handle = small(Backpressure.DROP_NEWEST);
        KernelRef<Tick> ref = handle.ref(Tick.class);
        publish(ref, 0, 6);

        assertThat(ref.claim(batch, 5)).isEqualTo(Delivery.DROPPED);

        assertThat(handle.counters().dropped()).isEqualTo(5);
        assertThat(handle.counters().refused()).isZero();
        handled(handle, 0, 6);
    }

    @Test
    void isRefusedByAKernelThatHasEnded() {
        KernelHandle handle = small(Backpressure.BLOCK);
        KernelRef<Tick> ref = handle.ref(Tick.class);
        publish(ref, 0, 1);
        handle.terminate();

        assertThat(ref.claim(batch, 3)).isEqualTo(Delivery.CLOSED);
        assertThat(ref.claim(batch, 3, SendOptions.priority(255))).isEqualTo(Delivery.CLOSED);

        assertThat(handle.counters().refused()).isEqualTo(6);
        assertThat(handle.counters().undelivered()).isEqualTo(1);
    }

    @Test
    void countsAsUndeliveredWhatIsPublishedAfterTheEnd() {
        KernelHandle handle = small(Backpressure.BLOCK);
        KernelRef<Tick> ref = handle.ref(Tick.class);
        ref.claim(batch, 4);
        add(batch, 0, 3);
        handle.terminate(Duration.ZERO);

        batch.publish();

        Eventually.holds("they are undelivered", () -> handle.counters().undelivered() == 3);
        assertThat(handle.counters().accepted()).isEqualTo(3);
    }

    @Test
    void carriesWhatTheOptionsSay() {
        KernelHandle handle = launch("probe", keep);
        KernelRef<Pong> ref = handle.ref(Pong.class);
        MessageId foreign = new MessageId(5, 6);
        SendOptions options = SendOptions.priority(200).correlationId(foreign).deadline(LONG);

        assertThat(ref.claim(batch, 3, options)).isEqualTo(Delivery.ACCEPTED);
        add(batch, 1, 4);
        batch.publish();
        publish(ref, 4, 6);

        handled(handle, 1, 6);
        assertThat(headers)
                .startsWith(List.of(200, "", foreign, true))
                .endsWith(List.of(128, "", MessageId.NONE, false))
                .filteredOn(header -> header.contains(200))
                .hasSize(3);
    }

    @Test
    void namesTheKernelThatSends() {
        KernelHandle handle = small(Backpressure.BLOCK);
        Batch itsBatch = new Batch();
        activate("sender", (message, context) -> {
            KernelRef<Tick> ref = context.ref("small", Tick.class);
            assertThat(ref.claim(itsBatch, 2)).isEqualTo(Delivery.ACCEPTED);
            add(itsBatch, 0, 2);
            itsBatch.publish();
            return new Pong(1);
        });

        runtime.call("sender", new Ping(1), Pong.class, LONG);

        handled(handle, 0, 2);
        assertThat(headers).containsOnly(List.of(128, "sender", MessageId.NONE, false));
    }

    @Test
    void sendsForTheOneProducer() {
        KernelHandle handle = runtime.launch("single", Probe.with(keep).capacity(CAPACITY));
        KernelRef<Pong> ref = handle.ref(Pong.class);
        publish(ref, 0, 3);
        ref.claim(batch, 2);

        assertThatThrownBy(() -> ref.offer(new Pong(9)))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("lane of a single producer has a claimed slot: sequence=4"
                        + "; publish or abort it before the next claim");
        add(batch, 3, 5);
        batch.publish();
        ref.send(new Pong(5));

        handled(handle, 0, 6);
    }

    @Test
    void refusesUseWithoutSlots() {
        String text = "batch holds no slots; ask KernelRef.claim for some";

        assertThatThrownBy(batch::buffer)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage(text);
        assertThatThrownBy(batch::offset).hasMessage(text);
        assertThatThrownBy(() -> batch.add(8)).hasMessage(text);
        assertThatThrownBy(batch::publish).hasMessage(text);
        KernelRef<Tick> ref = small(Backpressure.BLOCK).ref(Tick.class);
        publish(ref, 0, 1);
        assertThatThrownBy(batch::publish).hasMessage(text);
    }

    @Test
    void refusesMoreMessagesThanItHasSlots() {
        KernelRef<Tick> ref = small(Backpressure.BLOCK).ref(Tick.class);
        ref.claim(batch, 2);
        add(batch, 0, 2);
        String text = "batch has no slot left: count=2; publish it";

        assertThatThrownBy(batch::offset)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage(text);
        assertThatThrownBy(() -> batch.add(8)).hasMessage(text);
        batch.publish();
    }

    @Test
    void refusesSlotsWhileItHoldsSome() {
        KernelRef<Tick> ref = small(Backpressure.BLOCK).ref(Tick.class);
        ref.claim(batch, 1);

        assertThatThrownBy(() -> ref.claim(batch, 1))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("batch holds slots already; publish or close it first");
        batch.close();
    }

    @Test
    void refusesLengthsThatLeaveTheSlot() {
        KernelHandle handle = small(Backpressure.BLOCK);
        KernelRef<Tick> ref = handle.ref(Tick.class);
        ref.claim(batch, 1);

        for (int length : new int[] {-1, 33}) {
            assertThatThrownBy(() -> batch.add(length))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("message must lie in its slot: length=" + length + ", room=32 bytes");
        }

        add(batch, 0, 1);
        batch.publish();
        handled(handle, 0, 1);
    }

    @Test
    void refusesCountsThatNeverFit() {
        KernelRef<Tick> ref = small(Backpressure.BLOCK).ref(Tick.class);

        for (int count : new int[] {-1, 0, 9}) {
            assertThatThrownBy(() -> ref.claim(batch, count))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("batch must fit its lane: count=" + count
                            + ", capacity=8; send 1 or more messages, and more than that in parts");
        }
        publish(ref, 0, 8);
    }

    @Test
    void refusesMessagesThatMayNotFitTheirSlots() {
        KernelRef<Ping> ref = launch("probe", ECHO).ref(Ping.class);

        assertThatThrownBy(() -> ref.claim(batch, 2))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("message of a batch must fit its slot: message=io.ringkernel.Messages$Ping, longest=100016"
                        + ", room=224 bytes; raise @RingKernel(slotLength), lower @Message(maxLength), or use sendAll");
        assertThat(batch.left()).isZero();
    }
}
