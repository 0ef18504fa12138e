// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Idle;
import io.ringkernel.testkit.Eventually;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class FailureTest extends RuntimeTest {
    /** Throws for odd numbers. */
    private static final Probe.Handler MOODY = (message, context) -> {
        long number = ((Ping) message).number();
        if (number % 2 == 1) {
            throw new IOException("odd: " + number);
        }
        return new Pong(number);
    };

    @Test
    void goesOnAfterAHandlerThrew() {
        KernelHandle pooled = activate("pooled", MOODY);
        KernelHandle dedicated = runtime.launch(
                        "probe", Probe.with(MOODY).as("dedicated").dedicated(Idle.PARKING))
                .activate();
        for (int i = 0; i < 1000; i++) {
            runtime.send("pooled", new Ping(i));
            runtime.send("dedicated", new Ping(i));
        }

        for (KernelHandle handle : new KernelHandle[] {pooled, dedicated}) {
            Eventually.holds("all are through", () -> handle.counters().waiting() == 0);
            assertThat(handle.counters().handled()).isEqualTo(500);
            assertThat(handle.counters().failed()).isEqualTo(500);
            assertThat(handle.counters().accepted()).isEqualTo(1000);
            assertThat(handle.state()).isEqualTo(KernelState.ACTIVE);
        }
    }

    @Test
    void tellsTheRequesterWhatTheHandlerThrew() {
        activate("a", MOODY);

        assertThatThrownBy(() -> runtime.call("a", new Ping(3), Pong.class, LONG))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage(
                        "handler threw java.io.IOException: odd: 3: kernel=a," + " message=io.ringkernel.Messages$Ping")
                .cause()
                .isExactlyInstanceOf(IOException.class);
        assertThat(runtime.call("a", new Ping(4), Pong.class, LONG)).isEqualTo(new Pong(4));
    }

    @Test
    void survivesErrors() {
        KernelHandle handle = activate("a", (message, context) -> switch ((int) ((Ping) message).number()) {
            case 1 -> throw new StackOverflowError();
            case 2 -> throw new OutOfMemoryError("on purpose");
            case 3 -> throw new AssertionError("no");
            default -> new Pong(0);
        });

        for (int i = 1; i <= 3; i++) {
            int number = i;
            assertThatThrownBy(() -> runtime.call("a", new Ping(number), Pong.class, LONG))
                    .isExactlyInstanceOf(RequestFailedException.class)
                    .hasCauseInstanceOf(Error.class);
        }
        assertThat(runtime.call("a", new Ping(4), Pong.class, LONG)).isEqualTo(new Pong(0));
        assertThat(handle.counters().failed()).isEqualTo(3);
    }

    /** An exception that cannot be printed. */
    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no words");
        }
    }

    @Test
    void survivesExceptionsThatCannotBePrinted() {
        KernelHandle handle = activate("a", (message, context) -> {
            if (((Ping) message).number() == 1) {
                throw new Unspeakable();
            }
            return new Pong(2);
        });

        assertThatThrownBy(() -> runtime.call("a", new Ping(1), Pong.class, LONG))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("handler threw io.ringkernel.FailureTest$Unspeakable: kernel=a,"
                        + " message=io.ringkernel.Messages$Ping")
                .hasCauseExactlyInstanceOf(Unspeakable.class);
        assertThat(runtime.call("a", new Ping(2), Pong.class, LONG)).isEqualTo(new Pong(2));
        assertThat(handle.counters().failed()).isEqualTo(1);
    }

    @Test
    void tellsTheRequesterThatThereIsNoAnswer() {
        KernelHandle handle = activate("a", (message, context) -> null);

        assertThatThrownBy(() -> runtime.call("a", new Ping(1), Pong.class, LONG))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("handler gave no answer: kernel=a, message=io.ringkernel.Messages$Ping")
                .hasNoCause();
        Eventually.holds("it counts as handled", () -> handle.counters().handled() == 1);
        assertThat(handle.counters().failed()).isZero();
    }

    @Test
    void refusesAHandlerThatReturnsNull() {
        KernelHandle handle = activate("a", (message, context) -> {
            context.reply(Messages_PongCodec.INSTANCE, null);
            return null;
        });

        assertThatThrownBy(() -> runtime.call("a", new Ping(1), Pong.class, LONG))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("handler threw java.lang.IllegalStateException: handler returned null: kernel=a,"
                        + " message=io.ringkernel.Messages$Ping; return a message, or declare it void: kernel=a,"
                        + " message=io.ringkernel.Messages$Ping")
                .hasCauseExactlyInstanceOf(IllegalStateException.class);
        Eventually.holds("it counts as failed", () -> handle.counters().failed() == 1);
    }

    @Test
    void refusesASecondAnswer() {
        KernelHandle handle = activate("a", (message, context) -> {
            context.reply(new Pong(1));
            return new Pong(2);
        });

        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));
        Eventually.holds("the second answer failed", () -> handle.counters().failed() == 1);
    }

    @Test
    void keepsTheAnswerOfAHandlerThatThrewAfterIt() {
        KernelHandle handle = activate("a", (message, context) -> {
            context.reply(new Pong(1));
            throw new IllegalStateException("later");
        });

        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));
        Eventually.holds("it counts as failed", () -> handle.counters().failed() == 1);
    }

    @Test
    void endsTheContextOfAHandlerThatThrew() {
        BlockingQueue<KernelContext> seen = new LinkedBlockingQueue<>();
        KernelHandle handle = activate("a", (message, context) -> {
            seen.add(context);
            throw new IllegalStateException("boom");
        });
        runtime.send("a", new Ping(1));
        Eventually.holds("it has failed", () -> handle.counters().failed() == 1);
        Eventually.holds("its turn is over", () -> thrownBy(() -> seen.element().messageId()) != null);

        assertThatThrownBy(() -> seen.element().reply(new Pong(1)))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("context is valid only while its handler runs: kernel=a");
    }

    @Test
    void logsWhatAHandlerThrew() {
        try (KeptLog log = new KeptLog()) {
            activate("a", MOODY);
            MessageId id = runtime.send("a", new Ping(5));
            Eventually.holds("it is logged", () -> !log.records.isEmpty());

            LogRecord entry = log.records.remove();
            assertThat(entry.getMessage())
                    .isEqualTo("handler threw: kernel=a, message=io.ringkernel.Messages$Ping, id=" + id);
            assertThat(entry.getLevel()).isEqualTo(Level.WARNING);
            assertThat(entry.getThrown()).hasMessage("odd: 5");
        }
    }
}
