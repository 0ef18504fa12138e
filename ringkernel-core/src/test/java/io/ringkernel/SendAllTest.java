// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringkernel.Messages.Fuse;
import io.ringkernel.Messages.Letter;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Idle;
import io.ringkernel.testkit.Eventually;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of messages are sent as their messages would be one by one. */
class SendAllTest extends RuntimeTest {
    private static final int CAPACITY = 8;

    private final List<Object> seen = Collections.synchronizedList(new ArrayList<>());
    private final Set<MessageId> ids = Collections.synchronizedSet(new HashSet<>());
    private final Probe.Handler keep = (message, context) -> {
        seen.add(message);
        ids.add(context.messageId());
        return null;
    };

    private KernelHandle kernel(Backpressure policy) {
        return runtime.launch("probe", Probe.with(keep).capacity(CAPACITY).backpressure(policy));
    }

    private static List<Pong> pongs(long from, long to) {
        return LongStream.range(from, to).mapToObj(Pong::new).toList();
    }

    private void handled(KernelHandle handle, List<?> messages) {
        if (handle.state() != KernelState.ACTIVE) {
            handle.activate();
        }
        Eventually.holds("all are handled", () -> handle.counters().handled() == messages.size());
        assertThat(seen).isEqualTo(messages);
        assertThat(ids).hasSize(messages.size());
        assertThat(handle.counters().accepted()).isEqualTo(messages.size());
        assertThat(handle.counters().waiting()).isZero();
        assertThat(runtime.buffers().inUseCount()).isZero();
    }

    private static BatchSendException broken(Runnable body) {
        return catchThrowableOfType(BatchSendException.class, body::run);
    }

    private static void assertThatItBrokeOff(BatchSendException e, int index, int count) {
        assertThat(e)
                .hasMessage("batch broke off: kernel=probe, index=" + index + ", count=" + count + ", accepted=" + index
                        + "; mend what the cause says, and go on with the rest");
        assertThat(e.index()).isEqualTo(index);
        assertThat(e.accepted()).isEqualTo(index);
    }

    @Test
    void sendsAllInOrder() {
        KernelHandle handle = kernel(Backpressure.BLOCK);
        KernelRef<Pong> ref = handle.ref(Pong.class);

        assertThat(ref.sendAll(pongs(0, 3))).isEqualTo(3);
        assertThat(ref.offerAll(pongs(3, 5))).isEqualTo(2);
        assertThat(ref.offerAll(new LinkedList<>(pongs(5, 8)))).isEqualTo(3);
        assertThat(ref.sendAll(List.of())).isZero();
        assertThat(ref.offerAll(List.of())).isZero();

        handled(handle, pongs(0, 8));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 64})
    void waitsForRoom(int capacity) {
        KernelHandle handle =
                runtime.launch("probe", Probe.with(keep).capacity(capacity)).activate();

        assertThat(handle.ref(Pong.class).sendAll(pongs(0, 1_000))).isEqualTo(1_000);

        handled(handle, pongs(0, 1_000));
        assertThat(handle.counters().refused()).isZero();
    }

    @Test
    void offersAsManyAsThereIsRoomFor() {
        KernelHandle handle = kernel(Backpressure.BLOCK);
        KernelRef<Pong> ref = handle.ref(Pong.class);
        ref.send(new Pong(0));

        assertThat(ref.offerAll(pongs(1, 20))).isEqualTo(CAPACITY - 1);
        assertThat(ref.offerAll(pongs(8, 20))).isZero();

        assertThat(handle.counters().refused()).isEqualTo(2);
        handled(handle, pongs(0, CAPACITY));
    }

    @ParameterizedTest
    @EnumSource(
            value = Backpressure.class,
            names = {"REJECT", "DROP_NEWEST"})
    void takesBackSlotsThatTheKernelHasDoneWith(Backpressure policy) {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Probe.Handler pausing = (message, context) -> {
            if (message.equals(new Pong(10))) {
                entered.countDown();
                await(goOn);
            }
            return keep.onMessage(message, context);
        };
        KernelHandle handle =
                runtime.launch("probe", Probe.with(pausing).capacity(1024).backpressure(policy));
        KernelRef<Pong> ref = handle.ref(Pong.class);
        assertThat(ref.offerAll(pongs(0, 1024))).isEqualTo(1024);
        handle.activate();
        await(entered); // ten are done with, and none of their slots was given back

        assertThat(ref.offerAll(pongs(1024, 1100))).isEqualTo(10);

        goOn.countDown();
        handled(handle, pongs(0, 1034));
        assertThat(handle.counters().refused()).isEqualTo(1);
    }

    @Test
    void leavesToItsCallerWhatAnOfferWouldDrop() {
        KernelHandle handle = kernel(Backpressure.DROP_NEWEST);
        KernelRef<Pong> ref = handle.ref(Pong.class);

        assertThat(ref.offerAll(pongs(0, 20))).isEqualTo(CAPACITY);

        assertThat(runtime.deadLetters().total()).isZero();
        assertThat(handle.counters().dropped()).isZero();
        assertThat(handle.counters().refused()).isEqualTo(1);
        assertThat(ref.offer(new Pong(8))).isEqualTo(Delivery.DROPPED);
        handled(handle, pongs(0, CAPACITY));
    }

    @Test
    void dropsTheNewest() {
        KernelHandle handle = kernel(Backpressure.DROP_NEWEST);

        assertThat(handle.ref(Pong.class).sendAll(pongs(0, 20))).isEqualTo(CAPACITY);

        assertThat(handle.counters().dropped()).isEqualTo(12);
        assertThat(runtime.deadLetters().total()).isEqualTo(12);
        handled(handle, pongs(0, CAPACITY));
    }

    @Test
    void tellsWhatWasDroppedBeforeAMessageThatCannotBeWritten() {
        KernelHandle handle = kernel(Backpressure.DROP_NEWEST);
        List<Pong> pongs = new ArrayList<>(pongs(0, 20));
        pongs.set(15, null);

        BatchSendException e = broken(() -> handle.ref(Pong.class).sendAll(pongs));

        assertThat(e)
                .hasMessage("batch broke off: kernel=probe, index=15, count=20, accepted=8"
                        + "; mend what the cause says, and go on with the rest");
        assertThat(e.index()).isEqualTo(15);
        assertThat(e.accepted()).isEqualTo(CAPACITY);
        assertThat(handle.counters().dropped()).isEqualTo(7);
        handled(handle, pongs(0, CAPACITY));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void dropsTheOldest(boolean waits) {
        KernelHandle handle = kernel(Backpressure.DROP_OLDEST);
        KernelRef<Pong> ref = handle.ref(Pong.class);

        assertThat(waits ? ref.sendAll(pongs(0, 20)) : ref.offerAll(pongs(0, 20)))
                .isEqualTo(20);

        assertThat(handle.counters().displaced()).isEqualTo(12);
        handle.activate();
        Eventually.holds("the newest are handled", () -> handle.counters().handled() == CAPACITY);
        assertThat(seen).isEqualTo(pongs(12, 20));
    }

    @Test
    void saysWhichMessageFoundNoRoom() {
        KernelHandle handle = kernel(Backpressure.REJECT);

        BatchSendException e = broken(() -> handle.ref(Pong.class).sendAll(pongs(0, 20)));

        assertThatItBrokeOff(e, CAPACITY, 20);
        assertThat(e.getCause())
                .isExactlyInstanceOf(LaneFullException.class)
                .hasMessage("lane is full: kernel=probe, lane=NORMAL, capacity=8, state=LAUNCHED");
        assertThat(handle.counters().refused()).isEqualTo(1);
        assertThat(runtime.deadLetters().total()).isEqualTo(1); // as after a send
        handled(handle, pongs(0, CAPACITY));
    }

    @Test
    void saysWhichMessageWaitedInVain() {
        KernelHandle handle = kernel(Backpressure.BLOCK);
        SendOptions options = SendOptions.DEFAULT.timeout(SHORT);

        BatchSendException e = broken(() -> handle.ref(Pong.class).sendAll(pongs(0, 20), options));

        assertThatItBrokeOff(e, CAPACITY, 20);
        assertThat(e.getCause())
                .isExactlyInstanceOf(LaneFullException.class)
                .hasMessageMatching(
                        "lane is full: kernel=probe, lane=NORMAL, capacity=8, state=LAUNCHED, waitedMs=\\d+");
        handled(handle, pongs(0, CAPACITY));
    }

    @Test
    void saysThatTheKernelHasEnded() {
        KernelHandle handle = kernel(Backpressure.BLOCK);
        KernelRef<Pong> ref = handle.ref(Pong.class);
        ref.sendAll(pongs(0, 2));
        handle.terminate();

        BatchSendException e = broken(() -> ref.sendAll(pongs(0, 3)));

        assertThatItBrokeOff(e, 0, 3);
        assertThat(e.getCause())
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage(catchThrowableOfType(KernelStateException.class, () -> ref.send(new Pong(1)))
                        .getMessage());
        assertThat(ref.offerAll(pongs(0, 3))).isZero();
        assertThat(ref.offer(new Pong(0))).isEqualTo(Delivery.CLOSED);
    }

    @Test
    void wakesWhoWaitsWhenTheKernelEnds() {
        KernelHandle handle = kernel(Backpressure.BLOCK);
        AtomicInteger index = new AtomicInteger(-1);
        Thread sender = start(() -> index.set(
                broken(() -> handle.ref(Pong.class).sendAll(pongs(0, 20))).index()));
        Eventually.rests(sender);

        handle.terminate();

        Eventually.ends(sender);
        assertThat(index).hasValue(CAPACITY);
        assertThat(handle.counters().undelivered()).isEqualTo(CAPACITY);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sendsWhatStandsBeforeAMessageThatCannotBeWritten(boolean waits) {
        KernelHandle handle = kernel(Backpressure.BLOCK);
        KernelRef<Pong> ref = handle.ref(Pong.class);
        List<Pong> pongs = new ArrayList<>(pongs(0, 6));
        pongs.set(4, null);
        ref.send(new Pong(-1));

        BatchSendException e = broken(() -> {
            int any = waits ? ref.sendAll(pongs) : ref.offerAll(pongs);
        });

        assertThatItBrokeOff(e, 4, 6);
        assertThat(e.getCause()).isExactlyInstanceOf(NullPointerException.class).hasMessage("message");
        assertThat(ref.sendAll(pongs.subList(5, 6))).isEqualTo(1);
        handled(handle, List.of(new Pong(-1), new Pong(0), new Pong(1), new Pong(2), new Pong(3), new Pong(5)));
        assertThat(handle.counters().refused()).isZero();
    }

    @Test
    void sendsWhatStandsBeforeAMessageThatCannotBeMeasured() {
        KernelHandle handle = kernel(Backpressure.BLOCK);
        KernelRef<Ping> ref = handle.ref(Ping.class);
        ref.send(new Ping(0));

        BatchSendException e =
                broken(() -> ref.sendAll(List.of(new Ping(1), new Ping(2), new Ping(3, null), new Ping(4))));

        assertThatItBrokeOff(e, 2, 4);
        assertThat(e.getCause())
                .isInstanceOf(NullPointerException.class)
                .hasMessage("field must not be null: field=Ping.text");
        handled(handle, List.of(new Ping(0), new Ping(1), new Ping(2)));
    }

    @Test
    void leavesNoSlotClaimedWhenTheStackEnds() {
        KernelHandle handle = runtime.launch("fuses", Probe.with(keep).capacity(CAPACITY));
        KernelRef<Fuse> ref = handle.ref(Fuse.class);
        ref.send(new Fuse(1));

        assertThatThrownBy(() -> ref.sendAll(List.of(new Fuse(2), new Fuse(3), new Fuse(Fuse.BURNT), new Fuse(4))))
                .isExactlyInstanceOf(StackOverflowError.class)
                .hasMessage("on purpose");

        ref.send(new Fuse(5));
        handled(handle, List.of(new Fuse(1), new Fuse(2), new Fuse(3), new Fuse(5)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sendsLongMessagesInTheMiddle(boolean waits) {
        KernelHandle handle = runtime.launch("probe", Probe.with(keep).capacity(64));
        KernelRef<Ping> ref = handle.ref(Ping.class);
        List<Ping> pings = LongStream.range(0, 40)
                .mapToObj(n -> new Ping(n, "x".repeat(n % 7 == 3 ? 3_000 : 3)))
                .toList();

        assertThat(waits ? ref.sendAll(pings) : ref.offerAll(pings)).isEqualTo(40);

        assertThat(runtime.buffers().inUseCount()).isEqualTo(6);
        handled(handle, pings);
    }

    @Test
    void sendsEachMessageWithTheHeaderThatItDeclares() {
        KernelHandle handle = runtime.launch("letters", Probe.with(keep));
        KernelRef<Letter> ref = handle.ref(Letter.class);

        ref.sendAll(List.of(
                new Letter("a").withPriority(10), new Letter("b").withPriority(250), new Letter("c").withPriority(10)));

        handle.activate();
        Eventually.holds("all are handled", () -> handle.counters().handled() == 3);
        assertThat(seen.stream().map(letter -> ((Letter) letter).text())).containsExactly("b", "a", "c");
    }

    @Test
    void sendsWithOptions() {
        List<Object> headers = Collections.synchronizedList(new ArrayList<>());
        KernelHandle handle = launch("probe", (message, context) -> {
            headers.add(List.of(context.priority(), context.correlationId(), message));
            return null;
        });
        KernelRef<Pong> ref = handle.ref(Pong.class);
        MessageId foreign = new MessageId(5, 6);
        SendOptions urgent = SendOptions.priority(255).correlationId(foreign).deadline(LONG);

        ref.sendAll(pongs(0, 4));
        ref.sendAll(pongs(4, 8), urgent);
        ref.offerAll(pongs(8, 12), urgent);

        handle.activate();
        Eventually.holds("all are handled", () -> handle.counters().handled() == 12);
        List<Object> expected = new ArrayList<>();
        pongs(4, 12).forEach(pong -> expected.add(List.of(255, foreign, pong)));
        pongs(0, 4).forEach(pong -> expected.add(List.of(128, MessageId.NONE, pong)));
        assertThat(headers).isEqualTo(expected);
    }

    @Test
    void holdsTheSenderBackInAHandler() {
        KernelHandle handle = kernel(Backpressure.BLOCK);
        KernelHandle sender = activate("sender", (message, context) -> {
            KernelRef<Pong> ref = context.ref("probe", Pong.class);
            assertThat(ref.sendAll(pongs(0, 20))).isEqualTo(20);
            assertThat(ref.offerAll(pongs(20, 30))).isZero();
            assertThat(ref.claim(new Batch(), 2)).isEqualTo(Delivery.FULL);
            ref.send(new Pong(20));
            return null;
        });
        runtime.send("sender", new Ping(1));
        Eventually.holds("it is held back", () -> sender.counters().held() == 13);

        handled(handle, pongs(0, 21));
        assertThat(sender.counters().held()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Idle.class,
            names = {"PARKING", "BUSY_SPIN"})
    void keepsTheOrderOfEachOfManySenders(Idle idle) {
        int each = 20_000;
        KernelHandle handle =
                runtime.launch("probe", Probe.with(keep).capacity(64).dedicated(idle));
        handle.activate();
        List<Thread> senders = new ArrayList<>();
        for (int s = 0; s < 3; s++) {
            long base = (long) s * each;
            int step = 1 + 15 * s;
            senders.add(start(() -> {
                KernelRef<Pong> ref = handle.ref(Pong.class);
                for (long i = 0; i < each; i += step) {
                    ref.sendAll(pongs(base + i, base + Math.min(each, i + step)));
                }
            }));
        }

        senders.forEach(Eventually::ends);
        Eventually.holds("all are handled", () -> handle.counters().handled() == 3 * each);
        Map<Long, List<Long>> bySender = new ArrayList<>(seen)
                .stream()
                        .map(message -> ((Pong) message).number())
                        .collect(Collectors.groupingBy(number -> number / each, HashMap::new, Collectors.toList()));
        for (long s = 0; s < 3; s++) {
            assertThat(bySender.get(s))
                    .isEqualTo(
                            LongStream.range(s * each, (s + 1) * each).boxed().toList());
        }
        assertThat(ids).hasSize(3 * each);
    }

    @Test
    void tellsOfTheMarkThatAListComesUpTo() {
        List<Integer> told = Collections.synchronizedList(new ArrayList<>());
        runtime.launch("warden", Probe.with((message, context) -> {
                    told.add(((LaneMark) message).waiting());
                    return null;
                }))
                .activate();
        KernelHandle handle =
                runtime.launch("probe", Probe.with(keep).capacity(64).marks(2, 32, "warden"));

        handle.ref(Pong.class).sendAll(pongs(0, 40));

        Eventually.holds("the warden knows", () -> told.size() == 1);
        assertThat(told.get(0)).isEqualTo(40);
    }

    @Test
    void asksForListsAndOptions() {
        KernelRef<Pong> ref = kernel(Backpressure.BLOCK).ref(Pong.class);

        assertThatThrownBy(() -> ref.sendAll(null, SendOptions.DEFAULT))
                .isExactlyInstanceOf(NullPointerException.class)
                .hasMessage("messages");
        assertThatThrownBy(() -> ref.sendAll(Arrays.asList(), null))
                .isExactlyInstanceOf(NullPointerException.class)
                .hasMessage("options");
    }
}
