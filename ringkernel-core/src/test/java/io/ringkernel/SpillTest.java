// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.Messages.Tick;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.buffer.BufferRef;
import io.ringkernel.buffer.PayloadBuffer;
import io.ringkernel.codec.CodecException;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Messages that are longer than their slot. */
class SpillTest extends RuntimeTest {
    private static final SendOptions WITH_DEADLINE = SendOptions.DEFAULT.deadline(Duration.ofMinutes(1));

    private static final MessageId FOREIGN = new MessageId(5, 6);

    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    private final Probe.Handler keeping = (message, context) -> {
        seen.add(message);
        return null;
    };

    private Object nextSeen() throws InterruptedException {
        return seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private static Ping ping(int length) {
        return new Ping(length, "x".repeat(length));
    }

    private void allFreed() {
        Eventually.holds(
                "all payload buffers are freed", () -> runtime.buffers().inUseCount() == 0);
    }

    @Test
    void carriesMessagesOfAnyLength() throws InterruptedException {
        KernelHandle handle = activate("a", keeping);
        List<Ping> sent = new ArrayList<>();
        for (int length : new int[] {0, 1, 207, 208, 209, 256, 1000, 65_536, 100_000}) {
            for (SendOptions options : new SendOptions[] {SendOptions.DEFAULT, WITH_DEADLINE}) {
                runtime.send("a", ping(length), options);
                sent.add(ping(length));
            }
        }

        for (Ping ping : sent) {
            assertThat(nextSeen()).isEqualTo(ping);
        }
        allFreed();
        Eventually.holds("all are handled", () -> handle.counters().handled() == sent.size());
    }

    @Test
    void keepsTheOrderOfLongAndShortMessages() throws InterruptedException {
        activate("a", keeping);
        List<Ping> sent = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Ping ping = new Ping(i, "x".repeat(i % 3 == 0 ? 100_000 : i % 3));
            runtime.send("a", ping);
            sent.add(ping);
        }

        for (Ping ping : sent) {
            assertThat(nextSeen()).isEqualTo(ping);
        }
    }

    @Test
    void usesAPayloadBufferOnlyForWhatDoesNotFit() {
        launch("a", keeping);

        runtime.send("a", ping(208));
        assertThat(runtime.buffers().inUseCount()).isZero();
        runtime.send("a", ping(209));
        assertThat(runtime.buffers().inUseCount()).isEqualTo(1);
        runtime.send("a", ping(201), WITH_DEADLINE);
        assertThat(runtime.buffers().inUseCount()).isEqualTo(2);
        runtime.send("a", ping(200), WITH_DEADLINE);
        assertThat(runtime.buffers().inUseCount()).isEqualTo(2);
        runtime.send("a", ping(185), SendOptions.DEFAULT.correlationId(FOREIGN).deadline(LONG));
        assertThat(runtime.buffers().inUseCount()).isEqualTo(3);
        runtime.send("a", ping(184), SendOptions.DEFAULT.correlationId(FOREIGN).deadline(LONG));
        assertThat(runtime.buffers().inUseCount()).isEqualTo(3);
    }

    @Test
    void carriesDeadlinesAndForeignIdsInTheSmallestSlot() throws InterruptedException {
        KernelHandle handle = runtime.launch("small", Probe.with(keeping).capacity(8));
        SendOptions answering = SendOptions.DEFAULT.correlationId(FOREIGN);
        for (int i = 0; i < 8; i++) {
            runtime.send("small", new Tick(i), i % 2 == 0 ? WITH_DEADLINE : answering.deadline(LONG));
        }
        assertThat(runtime.buffers().inUseCount()).isZero();

        handle.activate();

        for (int i = 0; i < 8; i++) {
            assertThat(nextSeen()).isEqualTo(new Tick(i));
        }
        Eventually.holds("all are handled", () -> handle.counters().handled() == 8);
    }

    @Test
    void answersRequestsOfAnyLength() {
        activate("a", (message, context) -> message);

        for (SendOptions options : new SendOptions[] {SendOptions.DEFAULT, WITH_DEADLINE}) {
            for (int length : new int[] {208, 209, 50_000, 100_000}) {
                assertThat(runtime.call("a", ping(length), Ping.class, LONG, options))
                        .isEqualTo(ping(length));
                assertThat(runtime.request("a", ping(length), Ping.class, LONG, options))
                        .succeedsWithin(LONG)
                        .isEqualTo(ping(length));
            }
        }
        allFreed();
    }

    @Test
    void carriesOffersOfAnyLength() throws InterruptedException {
        KernelRef<Ping> ref = activate("a", keeping).ref(Ping.class);
        SendOptions extended = WITH_DEADLINE.correlationId(FOREIGN);

        for (int length : new int[] {184, 185, 208, 209, 100_000}) {
            assertThat(ref.offer(ping(length))).isEqualTo(Delivery.ACCEPTED);
            assertThat(runtime.offer("a", ping(length), extended)).isEqualTo(Delivery.ACCEPTED);
            assertThat(nextSeen()).isEqualTo(ping(length));
            assertThat(nextSeen()).isEqualTo(ping(length));
        }
        allFreed();
    }

    @Test
    void carriesRepliesOfAnyLengthToAKernelAndToTheOutbox() throws InterruptedException {
        activate("echo", (message, context) -> message);
        activate("asker", (message, context) -> {
            if (context.sender().isPresent()) {
                seen.add(message);
            } else {
                context.send("echo", message);
            }
            return null;
        });

        for (int length : new int[] {208, 209, 50_000, 100_000}) {
            runtime.send("asker", ping(length));
            assertThat(nextSeen()).isEqualTo(ping(length));
            runtime.send("echo", ping(length));
            assertThat(runtime.receive("echo", Ping.class, LONG).message()).isEqualTo(ping(length));
        }
        allFreed();
    }

    @Test
    void carriesMessagesUpToThePayloadLimit() throws InterruptedException {
        try (KernelRuntime small = KernelRuntime.create(options().withPayloadLimitBytes(65_536))) {
            small.launch("probe", Probe.with(keeping)).activate();
            Ping longest = ping(65_536 - 16);

            small.send("probe", longest);
            assertThat(nextSeen()).isEqualTo(longest);
            Ping longestWithDeadline = ping(65_536 - 16 - 8);
            small.send("probe", longestWithDeadline, WITH_DEADLINE);
            assertThat(nextSeen()).isEqualTo(longestWithDeadline);

            assertThatThrownBy(() -> small.send("probe", longest, WITH_DEADLINE))
                    .isExactlyInstanceOf(CodecException.class)
                    .hasMessage(
                            "message too long: message=io.ringkernel.Messages$Ping, length=65536, extensionLength=8,"
                                    + " slotLength=256, longestPayload=65536, limitBytes=65536; send it in parts, or raise the payload limit to 131072 bytes");
        }
    }

    @Test
    void freesWhatAHandlerThrewAt() {
        KernelHandle handle = activate("a", (message, context) -> {
            throw new IllegalStateException("boom");
        });

        runtime.send("a", ping(5000));

        Eventually.holds("it has failed", () -> handle.counters().failed() == 1);
        allFreed();
    }

    @Test
    void freesWhatIsLeftWhenTheKernelEnds() {
        KernelHandle handle = launch("a", keeping);
        runtime.send("a", ping(5000));
        runtime.send("a", ping(5000), WITH_DEADLINE);
        assertThat(runtime.buffers().inUseCount()).isEqualTo(2);

        assertThat(handle.terminate()).isEqualTo(2);

        assertThat(runtime.buffers().inUseCount()).isZero();
        assertThat(handle.counters().undelivered()).isEqualTo(2);
    }

    @Test
    void freesWhatExpires() {
        KernelHandle handle = launch("a", keeping);
        runtime.send("a", ping(5000), SendOptions.DEFAULT.deadline(Duration.ofNanos(1)));

        handle.activate();

        Eventually.holds("it has expired", () -> handle.counters().expired() == 1);
        allFreed();
        assertThat(seen).isEmpty();
    }

    @Test
    void freesWhatWasNotAccepted() {
        KernelHandle handle = runtime.launch("probe", Probe.with(keeping).capacity(1));
        KernelRef<Ping> ref = handle.ref(Ping.class);
        assertThat(ref.offer(ping(5000))).isEqualTo(Delivery.ACCEPTED);
        assertThat(ref.offer(ping(5000))).isEqualTo(Delivery.FULL);
        assertThat(runtime.buffers().inUseCount()).isEqualTo(1);

        handle.terminate();

        assertThat(ref.offer(ping(5000))).isEqualTo(Delivery.CLOSED);
        assertThat(runtime.buffers().inUseCount()).isZero();
    }

    @Test
    void freesWhatCannotBeWritten() {
        activate("a", keeping);

        assertThatThrownBy(() -> runtime.send("a", new Ping(1, "x".repeat(5000) + "\uD800")))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("text has half of a surrogate pair: field=Ping.text, position=5000, char=0xD800");
        assertThat(runtime.buffers().inUseCount()).isZero();
    }

    @Test
    void passesOverASlotWhoseMessageCannotBeWritten() throws InterruptedException {
        KernelHandle handle = activate("a", keeping);
        KernelHandle fixed = runtime.launch("small", Probe.with(keeping)).activate();
        Tick tick = new Tick(1);

        assertThatThrownBy(() -> runtime.send("a", new Ping(1, "\uD800")))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("text has half of a surrogate pair: field=Ping.text, position=0, char=0xD800");
        runtime.send("a", new Ping(2));
        fixed.ref(Tick.class).send(tick);

        assertThat(List.of(nextSeen(), nextSeen())).containsExactlyInAnyOrder(new Ping(2), tick);
        Eventually.holds("it adds up", () -> handle.counters().handled() == 1);
        assertThat(handle.counters().accepted()).isEqualTo(1);
    }

    @Test
    void refusesFieldsAboveTheirLimit() {
        activate("a", keeping);

        assertThatThrownBy(() -> runtime.send("a", ping(100_001)))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("field too long: field=Ping.text, length=100001, limit=100000 bytes;"
                        + " raise @MaxLength on the field or @Message(maxLength), or send a BufferRef");
    }

    @Test
    void refusesMessagesThatNoPayloadBufferHolds() {
        try (KernelRuntime small = KernelRuntime.create(options().withPayloadLimitBytes(4096))) {
            small.launch("probe", Probe.with(keeping)).activate();

            assertThatThrownBy(() -> small.send("probe", ping(5000)))
                    .isExactlyInstanceOf(CodecException.class)
                    .hasMessage(
                            "message too long: message=io.ringkernel.Messages$Ping, length=5016, slotLength=256,"
                                    + " longestPayload=4096, limitBytes=4096; send it in parts, or raise the payload limit to 8192 bytes");
            assertThatThrownBy(() -> small.offer("probe", ping(5000), SendOptions.DEFAULT))
                    .isExactlyInstanceOf(CodecException.class);
        }
    }

    @Test
    void saysWhenThePoolHasNoRoom() {
        KernelHandle handle = activate("a", keeping);
        PayloadBuffer whole = runtime.buffers().allocate(1 << 20);

        assertThat(runtime.offer("a", ping(5000), SendOptions.DEFAULT)).isEqualTo(Delivery.NO_MEMORY);
        assertThatThrownBy(() -> runtime.send("a", ping(5000), SendOptions.DEFAULT.backpressure(Backpressure.REJECT)))
                .isExactlyInstanceOf(LaneFullException.class)
                .hasMessage("payload limit reached: kernel=a, lane=NORMAL, capacity=1024, state=ACTIVE");
        assertThat(handle.counters().refused()).isEqualTo(2);
        whole.free();
    }

    @Test
    void givesUpWaitingForThePoolAtTheTimeout() {
        activate("a", keeping);
        PayloadBuffer whole = runtime.buffers().allocate(1 << 20);

        assertThatThrownBy(() -> runtime.send("a", ping(5000), SendOptions.DEFAULT.timeout(SHORT)))
                .isExactlyInstanceOf(LaneFullException.class)
                .message()
                .matches("payload limit reached: kernel=a, lane=NORMAL, capacity=1024, state=ACTIVE,"
                        + " waitedMs=([3-9]\\d|\\d{3,})");
        whole.free();
    }

    @Test
    void waitsForRoomInThePool() throws InterruptedException {
        activate("a", keeping);
        PayloadBuffer whole = runtime.buffers().allocate(1 << 20);
        Thread sender = start(() -> runtime.send("a", ping(5000)));
        Eventually.rests(sender);

        whole.free();

        Eventually.ends(sender);
        assertThat(nextSeen()).isEqualTo(ping(5000));
        allFreed();
    }

    @Test
    void saysThatItIsClosedEvenWhenThePoolIs() throws InterruptedException {
        KernelRef<Ping> ref = activate("a", keeping).ref(Ping.class);
        runtime.buffers().allocate(1 << 20);
        Thread sender = start(() -> seen.add(thrownBy(() -> ref.send(ping(5000)))));
        Eventually.rests(sender);

        runtime.close();

        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(RuntimeClosedException.class)
                .hasMessage("runtime is closed; stop those who use it first, or create another with"
                        + " KernelRuntime.create");
        assertThat(ref.offer(ping(5000))).isEqualTo(Delivery.CLOSED);
    }

    @Test
    void handsPayloadsOverByReference() throws InterruptedException {
        activate("a", (message, context) -> {
            PayloadBuffer payload = context.buffers().open(new BufferRef(((Ping) message).number()));
            seen.add(payload.bytes().getLong(payload.length() - 8));
            payload.free();
            return new Pong(0);
        });
        PayloadBuffer payload = runtime.buffers().allocate(100_000);
        payload.bytes().putLong(99_992, 42);

        runtime.send("a", new Ping(payload.ref().id()));

        assertThat(nextSeen()).isEqualTo(42L);
        allFreed();
    }
}
