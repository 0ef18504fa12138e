// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.Messages.Fuse;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.testkit.Eventually;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
}
