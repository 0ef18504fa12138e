// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.testkit.Eventually;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Answers that are given after the handler has returned. */
class ReplyToTest extends RuntimeTest {
    private final BlockingQueue<ReplyTo<Pong>> owed = new LinkedBlockingQueue<>();

    private KernelHandle activateDeferring() {
        return activate("a", (message, context) -> {
            if (message instanceof Ping) {
                owed.add(context.replyTo(Pong.class));
            }
            return null;
        });
    }

    private ReplyTo<Pong> nextOwed() throws InterruptedException {
        return owed.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private static Throwable failureOf(CompletableFuture<?> future) {
        try {
            throw new AssertionError("answered with " + future.join());
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    @Test
    void answersFromAnyThread() throws InterruptedException {
        KernelHandle handle = activateDeferring();
        CompletableFuture<Pong> answer = runtime.request("a", new Ping(1), Pong.class, LONG);
        ReplyTo<Pong> replyTo = nextOwed();
        Eventually.holds("the handler has returned", () -> handle.counters().handled() == 1);
        assertThat(answer).isNotDone();
        assertThat(replyTo.isWaiting()).isTrue();
        assertThat(replyTo).hasToString("ReplyTo(a, io.ringkernel.Messages$Ping)");

        assertThat(replyTo.reply(new Pong(7))).isTrue();

        assertThat(answer).isCompletedWithValue(new Pong(7));
        assertThat(replyTo.isWaiting()).isFalse();
    }

    @Test
    void answersACallerThatWaits() {
        activate("a", (message, context) -> {
            ReplyTo<Pong> replyTo = context.replyTo(Pong.class);
            start(() -> replyTo.reply(new Pong(3)));
            return null;
        });

        for (int i = 0; i < 100; i++) {
            assertThat(runtime.call("a", new Ping(i), Pong.class, LONG)).isEqualTo(new Pong(3));
        }
    }

    @Test
    void refusesASecondReply() throws InterruptedException {
        activateDeferring();
        MessageId id = runtime.send("a", new Ping(1));
        ReplyTo<Pong> replyTo = nextOwed();
        replyTo.reply(new Pong(1));

        assertThatThrownBy(() -> replyTo.reply(new Pong(2)))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("message is answered already: kernel=a, message=io.ringkernel.Messages$Ping, id=" + id);
        assertThatThrownBy(() -> replyTo.fail(new IOException())).isExactlyInstanceOf(IllegalStateException.class);
        replyTo.close();
        assertThat(runtime.receive("a", Pong.class, LONG).message()).isEqualTo(new Pong(1));
        assertThat(runtime.poll("a", Pong.class, Duration.ZERO)).isEmpty();
    }

    @Test
    void refusesTheHandlersOwnReplyBesideIt() {
        activate("a", (message, context) -> {
            owed.add(context.replyTo(Pong.class));
            return new Pong(1);
        });

        assertThatThrownBy(() -> runtime.call("a", new Ping(1), Pong.class, LONG))
                .isExactlyInstanceOf(RequestFailedException.class)
                .message()
                .matches("handler threw java\\.lang\\.IllegalStateException: message is deferred already: kernel=a,"
                        + " message=io\\.ringkernel\\.Messages\\$Ping, id=[0-9a-f-]{36}: kernel=a,"
                        + " message=io\\.ringkernel\\.Messages\\$Ping");
    }

    @Test
    void refusesASecondReplyTo() {
        activate("a", (message, context) -> {
            owed.add(context.replyTo(Pong.class));
            owed.add(context.replyTo(Pong.class));
            return null;
        });

        assertThatThrownBy(() -> runtime.call("a", new Ping(1), Pong.class, LONG))
                .hasMessageContaining("message is deferred already");
        assertThat(owed).hasSize(1);
    }

    @Test
    void failsWithACause() throws InterruptedException {
        activateDeferring();
        CompletableFuture<Pong> answer = runtime.request("a", new Ping(1), Pong.class, LONG);
        IOException cause = new IOException("disk is full");

        assertThat(nextOwed().fail(cause)).isTrue();

        assertThat(failureOf(answer))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("kernel gave up on the answer: java.io.IOException: disk is full: kernel=a,"
                        + " message=io.ringkernel.Messages$Ping")
                .hasCause(cause);
    }

    @Test
    void failsAtOnceWhenItIsClosed() throws InterruptedException {
        activateDeferring();
        CompletableFuture<Pong> answer = runtime.request("a", new Ping(1), Pong.class, LONG);
        ReplyTo<Pong> replyTo = nextOwed();

        replyTo.close();
        replyTo.close();

        assertThat(failureOf(answer))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("reply was given up, its ReplyTo was closed: kernel=a,"
                        + " message=io.ringkernel.Messages$Ping");
    }

    @Test
    void failsWhenNobodyHoldsItAnyMore() throws InterruptedException {
        activate("a", (message, context) -> {
            context.replyTo(Pong.class);
            return null;
        });
        CompletableFuture<Pong> answer = runtime.request("a", new Ping(1), Pong.class, LONG);
        BlockingQueue<String> threads = new LinkedBlockingQueue<>();
        answer.whenComplete((reply, e) -> threads.add(Thread.currentThread().getName()));

        Eventually.holds("it is collected", () -> {
            System.gc();
            return answer.isDone();
        });

        assertThat(failureOf(answer))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("reply was dropped, nobody holds its ReplyTo: kernel=a,"
                        + " message=io.ringkernel.Messages$Ping");
        assertThat(threads.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("ringkernel-callback");
    }

    /** Keeps the answer that it owes, as handlers do. */
    private static final class Keeper implements Probe.Handler {
        private ReplyTo<Pong> kept;

        @Override
        public Object onMessage(Object message, KernelContext context) {
            kept = context.replyTo(Pong.class);
            return null;
        }
    }

    @Test
    void keepsNoKernelThatHasEnded() {
        WeakReference<Object> lost = new WeakReference<>(endOfAKeeper());

        Eventually.holds("the kernel is collected", () -> {
            System.gc();
            return lost.get() == null;
        });
    }

    private Object endOfAKeeper() {
        Keeper keeper = new Keeper();
        KernelHandle handle =
                runtime.launch("probe", Probe.with(keeper).as("keeper")).activate();
        CompletableFuture<Pong> answer = runtime.request("keeper", new Ping(1), Pong.class, LONG);
        Eventually.holds("it owes an answer", () -> handle.counters().handled() == 1);
        assertThat(keeper.kept.isWaiting()).isTrue();
        handle.terminate();
        assertThat(failureOf(answer)).isExactlyInstanceOf(RequestFailedException.class);
        return keeper;
    }

    @Test
    void failsAtOnceWhenItsKernelEnds() throws InterruptedException {
        KernelHandle handle = activateDeferring();
        CompletableFuture<Pong> answer = runtime.request("a", new Ping(1), Pong.class, LONG);
        ReplyTo<Pong> replyTo = nextOwed();

        handle.terminate();

        assertThat(failureOf(answer))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("kernel ended before the answer: kernel=a, message=io.ringkernel.Messages$Ping");
        assertThat(replyTo.isWaiting()).isFalse();
        assertThat(replyTo.reply(new Pong(1))).isFalse();
        assertThat(handle.counters().unanswered()).isEqualTo(1);
    }

    @Test
    void failsAtOnceWhenTheHandlerThrowsAfterIt() {
        activate("a", (message, context) -> {
            owed.add(context.replyTo(Pong.class));
            throw new IllegalStateException("boom");
        });

        assertThatThrownBy(() -> runtime.call("a", new Ping(1), Pong.class, LONG))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("handler threw java.lang.IllegalStateException: boom: kernel=a,"
                        + " message=io.ringkernel.Messages$Ping");
    }

    @Test
    void comesTooLateForAFutureThatWasCancelled() throws InterruptedException {
        KernelHandle handle = activateDeferring();
        CompletableFuture<Pong> answer = runtime.request("a", new Ping(1), Pong.class, LONG);
        ReplyTo<Pong> replyTo = nextOwed();

        answer.cancel(true);

        assertThat(replyTo.isWaiting()).isFalse();
        assertThat(replyTo.reply(new Pong(1))).isFalse();
        assertThat(handle.counters().unanswered()).isEqualTo(1);
        assertThat(runtime.deadLetters().count(Reason.LATE_REPLY)).isEqualTo(1);
    }

    @Test
    void saysThatTheReplyIsDeferredWhenItsTimeIsOver() {
        activateDeferring();
        String expected = "request was not answered in time: kernel=a, message=io\\.ringkernel\\.Messages\\$Ping,"
                + " waitedMs=([3-9]\\d|\\d{3,}), queuedMs=\\d+, reply=deferred, lane=NORMAL, depth=0,"
                + " state=ACTIVE, doing=idle";

        assertThat(textOfTimeout("a", expected)).matches(expected);
    }

    @Test
    void answersTheKernelThatSentTheMessage() throws InterruptedException {
        activateDeferring();
        BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
        activate("client", (message, context) -> {
            if (message instanceof Pong) {
                seen.add(message);
                seen.add(context.correlationId());
            } else {
                seen.add(context.send("a", message));
            }
            return null;
        });
        runtime.send("client", new Ping(1));
        Object id = seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);

        ReplyTo<Pong> replyTo = nextOwed();
        assertThat(replyTo.reply(new Pong(4))).isTrue();

        assertThat(seen.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(new Pong(4));
        assertThat(seen.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(id);
    }

    @Test
    void closesNoRingOfCalls() throws InterruptedException {
        KernelHandle a = activate("a", (message, context) -> {
            if (((Ping) message).number() == 1) {
                owed.add(context.replyTo(Pong.class));
                return null;
            }
            return runtime.call("b", message, Pong.class, SHORT);
        });
        activate("b", (message, context) -> {
            boolean isFirst = ((Ping) message).number() == 0; // the other comes when nobody waits for it any more
            return isFirst ? runtime.call("a", new Ping(1), Pong.class, LONG) : null;
        });
        CompletableFuture<Pong> asked = runtime.request("b", new Ping(0), Pong.class, LONG);
        ReplyTo<Pong> replyTo = nextOwed();

        assertThatThrownBy(() -> runtime.call("a", new Ping(2), Pong.class, LONG))
                .as("a waits for b, which waits for no handler of a")
                .hasRootCauseExactlyInstanceOf(RequestTimeoutException.class);

        replyTo.reply(new Pong(9));
        assertThat(asked.join()).isEqualTo(new Pong(9));
        assertThat(a.state()).isEqualTo(KernelState.ACTIVE);
    }
}
