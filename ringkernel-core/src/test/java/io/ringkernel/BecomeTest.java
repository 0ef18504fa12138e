// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.Messages.Tick;
import io.ringkernel.testkit.Eventually;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Kernels that handle a type of message in another way for a while. */
class BecomeTest extends NotedTest {
    @Test
    void becomesAnotherAndReturns() {
        activate("a", (message, context) -> {
            seen.add("usual");
            context.become(Ping.class, (ping, c) -> {
                seen.add("other " + ping.number());
                c.become(Ping.class, (p, inner) -> {
                    seen.add("third " + p.number());
                    inner.unbecome(Ping.class);
                });
            });
            return null;
        });

        sendAll(0, 4);

        awaitSeen("usual", "other 1", "third 2", "usual");
    }

    @Test
    void becomingConcernsOneTypeAndItsHandlerAnswersAndThrows() throws Exception {
        activate("a", (message, context) -> {
            if (message instanceof Pong) {
                context.unbecome(Pong.class);
                return new Pong(100);
            }
            context.become(Ping.class, (ping, c) -> {
                if (ping.number() < 0) {
                    throw new IllegalArgumentException("negative");
                }
                c.reply(new Pong(ping.number() * 2));
            });
            return new Pong(number(message));
        });

        assertThat(runtime.call("a", new Ping(3), Pong.class, LONG)).isEqualTo(new Pong(3));
        assertThat(runtime.call("a", new Ping(3), Pong.class, LONG)).isEqualTo(new Pong(6));
        assertThat(runtime.call("a", new Pong(3), Pong.class, LONG)).isEqualTo(new Pong(100));
        assertThatThrownBy(() -> runtime.call("a", new Ping(-1), Pong.class, LONG))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessageContaining("negative");
    }

    @Test
    void cannotBecomeAHandlerOfWhatTheKernelDoesNotTake() {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        activate("a", (message, context) -> {
            thrown.set(thrownBy(() -> context.become(Tick.class, (tick, c) -> {})));
            return null;
        });

        sendAll(0, 1);

        Eventually.holds("is refused", () -> thrown.get() != null);
        assertThat(thrown.get())
                .isExactlyInstanceOf(UnhandledMessageException.class)
                .hasMessageStartingWith("kernel has no handler for message: kernel=a, message=" + Tick.class.getName());
    }
}
