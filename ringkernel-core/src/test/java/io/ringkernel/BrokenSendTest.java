// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.Messages.Fuse;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Priority;
import io.ringkernel.annotation.Producers;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.Header;
import io.ringkernel.lane.Doorbell;
import io.ringkernel.lane.Lane;
import io.ringkernel.lane.SlotHandler;
import io.ringkernel.testkit.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An error that is thrown while a message is written leaves no slot claimed: what is sent after it arrives. */
class BrokenSendTest extends RuntimeTest {
    private final Queue<Object> seen = new ConcurrentLinkedQueue<>();
    private KernelHandle target;

    /** Ways of sending in which the codec writes into a slot, or into what will be one. */
    enum Way {
        OFFER((runtime, fuse) -> runtime.offer("fuses", fuse, SendOptions.DEFAULT)),
        OFFER_BY_REF((runtime, fuse) -> runtime.ref("fuses", Fuse.class).offer(fuse)),
        SEND((runtime, fuse) -> runtime.send("fuses", fuse)),
        SEND_WITH_EXTENSION(
                (runtime, fuse) -> runtime.send("fuses", fuse, SendOptions.DEFAULT.messageId(new MessageId(7, 8)))),
        REQUEST((runtime, fuse) -> runtime.request("fuses", fuse, Pong.class, LONG)),
        CALL((runtime, fuse) -> runtime.call("fuses", fuse, Pong.class, LONG));

        private final BiConsumer<KernelRuntime, Fuse> send;

        Way(BiConsumer<KernelRuntime, Fuse> send) {
            this.send = send;
        }
    }

    /** Ways of sending out of a handler. */
    enum InnerWay {
        SEND((context, fuse) -> context.send("fuses", fuse)),
        OFFER((context, fuse) -> context.offer("fuses", fuse, SendOptions.DEFAULT)),
        REQUEST((context, fuse) -> context.request("fuses", fuse, Pong.class, LONG)),
        CONTINUE((context, fuse) -> context.request("fuses", fuse, Pong.class, LONG, (pong, failure, later) -> {}));

        private final BiConsumer<KernelContext, Fuse> send;

        InnerWay(BiConsumer<KernelContext, Fuse> send) {
            this.send = send;
        }
    }

    @BeforeEach
    void launchTarget() {
        Probe.Handler handler = (message, context) -> {
            seen.add(message);
            return null;
        };
        target = runtime.launch("fuses", Probe.with(handler).capacity(4));
    }

    private void arrives(Fuse... fuses) {
        target.activate();
        Eventually.holds("all are handled", () -> target.counters().handled() == fuses.length);
        assertThat(seen).containsExactly((Object[]) fuses);
        assertThat(target.counters().accepted()).isEqualTo(fuses.length);
        assertThat(target.counters().waiting()).isZero();
        assertThat(runtime.buffers().inUseCount()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void leavesNoSlotClaimed(Way way) {
        runtime.send("fuses", new Fuse(1));
        for (int i = 0; i < 10; i++) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Eventually.holds("there was room to try", () -> {
                thrown.set(thrownBy(() -> way.send.accept(runtime, new Fuse(Fuse.BURNT))));
                return thrown.get() != null;
            });
            assertThat(thrown.get())
                    .isExactlyInstanceOf(StackOverflowError.class)
                    .hasMessage("on purpose");
            if (i == 1) {
                target.activate(); // aborted slots, too, are passed over
            }
        }
        Eventually.holds(
                "there is room",
                () -> runtime.offer("fuses", new Fuse(2), SendOptions.DEFAULT).isAccepted());

        Eventually.holds("all are handled", () -> target.counters().handled() == 2);
        assertThat(seen).containsExactly(new Fuse(1), new Fuse(2));
        assertThat(target.counters().accepted()).isEqualTo(2);
        assertThat(target.counters().waiting()).isZero();
    }

    @ParameterizedTest
    @EnumSource(InnerWay.class)
    void leavesNoSlotClaimedByAHandler(InnerWay way) {
        sendFromAHandler(way);

        arrives(new Fuse(2));
    }

    @ParameterizedTest
    @EnumSource(InnerWay.class)
    void holdsNothingThatWasNotWritten(InnerWay way) {
        for (int i = 10; i < 14; i++) {
            runtime.send("fuses", new Fuse(i));
        }

        KernelHandle sender = sendFromAHandler(way);

        assertThat(sender.counters().held()).isEqualTo(1);
        arrives(new Fuse(10), new Fuse(11), new Fuse(12), new Fuse(13), new Fuse(2));
    }

    private KernelHandle sendFromAHandler(InnerWay way) {
        KernelHandle sender = activate("sender", (message, context) -> {
            Throwable thrown = thrownBy(() -> way.send.accept(context, new Fuse(Fuse.BURNT)));
            assertThat(thrown == null || thrown instanceof StackOverflowError).isTrue();
            context.send("fuses", new Fuse(2));
            return null;
        });
        runtime.send("sender", new Ping(1));
        Eventually.holds("it has sent", () -> sender.counters().handled() == 1);
        return sender;
    }

    @Test
    void leavesNoSlotClaimedByAnAnswer() {
        KernelHandle asker = runtime.launch(
                        "fuses",
                        Probe.with((message, context) -> {
                                    seen.add(message);
                                    if (((Fuse) message).number() > 10) {
                                        context.send("answerer", new Ping(((Fuse) message).number()));
                                    }
                                    return null;
                                })
                                .as("asker"))
                .activate();
        KernelHandle answerer = activate("answerer", (message, context) -> {
            long number = ((Ping) message).number();
            return new Fuse(number == 11 ? Fuse.BURNT : 2);
        });

        runtime.send("asker", new Fuse(11));
        Eventually.holds("the answer has failed", () -> answerer.counters().failed() == 1);
        runtime.send("asker", new Fuse(12));

        Eventually.holds("all are handled", () -> asker.counters().handled() == 3);
        assertThat(seen).containsExactly(new Fuse(11), new Fuse(12), new Fuse(2));
        assertThat(asker.counters().waiting()).isZero();
        assertThat(runtime.deadLetters().count(Reason.FAILED)).isEqualTo(1);
    }

    // ---- messages that go on as they are: their bytes end before their length says

    /** {@return a slot whose header promises more than there is} */
    private static MessageBuffer cutOff(MessageId id, int length, int flags) {
        MessageBuffer slot = MessageBuffer.allocate(Header.LENGTH + 8);
        Header.put(slot, 0, Messages_FuseCodec.INSTANCE.typeId(), length, id.lo(), 0, Priority.DEFAULT, flags, 1, 0);
        return slot;
    }

    /** Has a handler send on what cannot be copied, then another message, and answer itself. */
    private KernelHandle forwardWhatIsCutOff(int length) {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        KernelHandle sender = activate("sender", (message, context) -> {
            MessageBuffer slot = cutOff(context.messageId(), length, Header.REQUEST);
            thrown.set(thrownBy(() -> runtime.forward(
                    runtime.kernelOf("sender"), runtime.kernelOf("fuses"), slot, 0, slot, Header.LENGTH)));
            context.send("fuses", new Fuse(2));
            return new Pong(7);
        });

        assertThat(runtime.call("sender", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(7)); // which it still owes

        assertThat(thrown.get()).isInstanceOf(IndexOutOfBoundsException.class);
        Eventually.holds("it has sent", () -> sender.counters().handled() == 1);
        return sender;
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 5_000})
    void leavesNoSlotClaimedByAForward(int length) {
        forwardWhatIsCutOff(length);

        arrives(new Fuse(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 5_000})
    void holdsNoForwardThatWasNotWritten(int length) {
        for (int i = 10; i < 14; i++) {
            runtime.send("fuses", new Fuse(i));
        }

        KernelHandle sender = forwardWhatIsCutOff(length);

        assertThat(sender.counters().held()).isEqualTo(1);
        arrives(new Fuse(10), new Fuse(11), new Fuse(12), new Fuse(13), new Fuse(2));
    }

    // ---- held sends: longer than the slots of their lane

    @Test
    void buriesAHeldSendThatCannotBeWritten() {
        Kernel fuses = runtime.kernelOf("fuses");
        Lane lane = fuses.lanes.lane(Priority.NORMAL);
        for (int i = 10; i < 14; i++) {
            runtime.send("fuses", new Fuse(i));
        }
        RequestFuture<Pong> asked = new RequestFuture<>(runtime.requests, fuses, Fuse.class, Pong.class);
        asked.key = runtime.requests.enter(asked, Priority.NORMAL, System.nanoTime(), Nanos.of(LONG), true);
        KernelHandle sender = activate("sender", (message, context) -> {
            HeldSends held = runtime.kernelOf("sender").held;
            context.send("fuses", new Fuse(1));
            int tooLong = lane.buffer(0).capacity() + 1;
            Header.put(
                    held.scratch(tooLong),
                    0,
                    Messages_FuseCodec.INSTANCE.typeId(),
                    8,
                    asked.key,
                    0,
                    Priority.DEFAULT,
                    Header.REQUEST,
                    1,
                    0);
            held.add(fuses, lane, "NORMAL", tooLong, Nanos.of(LONG), "");
            context.send("fuses", new Fuse(2));
            return null;
        });
        runtime.send("sender", new Ping(1));
        Eventually.holds("all are held", () -> sender.counters().held() == 3);

        arrives(new Fuse(10), new Fuse(11), new Fuse(12), new Fuse(13), new Fuse(1), new Fuse(2));

        assertThat(sender.counters().held()).isZero();
        assertThat(target.counters().refused()).isEqualTo(1);
        assertThat(runtime.deadLetters().list()).hasSize(1).allSatisfy(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.LANE_FULL);
            assertThat(letter.kernelId()).isEqualTo("fuses");
            assertThat(letter.cause()).containsInstanceOf(IndexOutOfBoundsException.class);
        });
        assertThatThrownBy(asked::join)
                .cause()
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("request could not be written: kernel=fuses, message=" + Fuse.class.getName())
                .hasCauseInstanceOf(IndexOutOfBoundsException.class);
        runtime.send("sender", new Ping(2));
        Eventually.holds("the sender goes on", () -> sender.counters().handled() == 2);
    }

    // ---- claims

    private final AtomicReference<Error> toThrow = new AtomicReference<>();
    private final List<Integer> drained = new ArrayList<>();

    private long throwIfTold(long otherwise) {
        Error error = toThrow.getAndSet(null);
        if (error != null) {
            throw error;
        }
        return otherwise;
    }

    private void assertDrains(Lane lane, Integer... lengths) {
        lane.drain(
                new SlotHandler() {
                    @Override
                    public boolean isReady() {
                        return true;
                    }

                    @Override
                    public void onSlot(Lane from, long sequence, MessageBuffer buffer, int offset, int tag) {
                        drained.add(Header.length(buffer, offset));
                    }
                },
                10);
        assertThat(drained).containsExactly(lengths);
    }

    private static Label label() {
        return new Label(
                Priority.NORMAL, 32, Messages_FuseCodec.INSTANCE.typeId(), Header.traits(Priority.DEFAULT, 0, 1, 0));
    }

    @ParameterizedTest
    @EnumSource(Producers.class)
    void keepsAClaimThatCouldNotBeNumbered(Producers producers) {
        Lane lane = new Lane(4, 64, producers, 1, () -> throwIfTold(0), new Doorbell(() -> {}));
        Claim claim = new Claim();
        Label label = label();
        claim.hold(lane, lane.claim(), label);
        Error error = new StackOverflowError("on purpose");
        toThrow.set(error);

        assertThatThrownBy(() -> claim.publish(8)).isSameAs(error);
        claim.abort();

        assertThatThrownBy(claim::abort).hasMessage("claim holds no slot; ask KernelRef.claim for one");
        claim.hold(lane, lane.claim(), label);
        claim.publish(16);
        assertDrains(lane, 16);
        assertThat(lane.accepted()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Producers.class)
    void publishesAClaimThatWakesNobody(Producers producers) {
        Doorbell doorbell = new Doorbell(() -> throwIfTold(0));
        Lane lane = new Lane(4, 64, producers, 1, () -> 0, doorbell);
        Claim claim = new Claim();
        Label label = label();
        claim.hold(lane, lane.claim(), label);
        Error error = new OutOfMemoryError("on purpose: no more threads");
        toThrow.set(error);
        doorbell.rest();

        assertThatThrownBy(() -> claim.publish(8)).isSameAs(error);

        assertThatThrownBy(claim::abort).hasMessage("claim holds no slot; ask KernelRef.claim for one");
        claim.hold(lane, lane.claim(), label);
        claim.publish(16);
        assertDrains(lane, 8, 16);
        assertThat(lane.accepted()).isEqualTo(2);
    }

    @Test
    void freesThePayloadOfAClaimThatWasNotPublished() {
        KernelRef<Ping> ref = activate("pings", ECHO).ref(Ping.class);
        Claim claim = new Claim();
        assertThat(ref.claim(claim).isAccepted()).isTrue();
        assertThat(runtime.buffers().inUseCount()).isEqualTo(1);
        assertThatThrownBy(() -> claim.publish(1 << 30)).isExactlyInstanceOf(IllegalArgumentException.class);

        claim.abort();

        assertThat(runtime.buffers().inUseCount()).isZero();
        assertThat(runtime.call("pings", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));
    }
}
