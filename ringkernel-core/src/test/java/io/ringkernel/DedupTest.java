// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.testkit.Eventually;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of an id that was handled before. */
class DedupTest extends NotedTest {
    private static final MessageId ID = new MessageId(0x1234, 0x5678);

    private KernelHandle launchDedup(Probe.Handler handler) {
        return runtime.launch("probe", Probe.with(handler).as("a").dedup(16, LONG))
                .activate();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5000})
    void handlesAMessageOfOneIdOnce(int length) {
        KernelHandle handle = launchDedup((message, context) -> {
            seen.add(number(message) + " " + context.messageId());
            return null;
        });

        for (int i = 0; i < 3; i++) {
            assertThat(runtime.send("a", new Ping(i, "x".repeat(length)), SendOptions.DEFAULT.messageId(ID)))
                    .isEqualTo(ID);
        }
        runtime.send("a", new Ping(3));
        runtime.send("a", new Ping(4), SendOptions.DEFAULT.messageId(new MessageId(0x5678, 0x1234)));

        Eventually.holds("all are counted", () -> handle.counters().waiting() == 0 && seen.size() == 3);
        assertThat(seen.get(0)).isEqualTo("0 " + ID);
        assertThat(seen.get(1)).startsWith("3 ");
        assertThat(seen.get(2)).startsWith("4 ");
        assertThat(handle.counters().duplicates()).isEqualTo(2);
        assertThat(runtime.deadLetters().list())
                .allMatch(letter -> letter.reason() == DeadLetter.Reason.DUPLICATE
                        && letter.messageId().equals(ID))
                .hasSize(2);
        assertThat(handle.counters().handled()).isEqualTo(3);
        assertThat(runtime.buffers().inUseBytes()).isZero();
    }

    @Test
    void tellsTheRequesterOfADuplicate() {
        launchDedup(ECHO);
        SendOptions options = SendOptions.DEFAULT.messageId(ID);
        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG, options)).isEqualTo(new Pong(1));

        assertThatThrownBy(() -> runtime.call("a", new Ping(1), Pong.class, LONG, options))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("message of the same id was handled before: kernel=a, message=" + Ping.class.getName());
    }

    @Test
    void whatFailedMayComeAgain() {
        KernelHandle handle = launchDedup((message, context) -> {
            seen.add("" + number(message));
            if (number(message) == 0) {
                throw new IllegalStateException("on purpose");
            }
            return null;
        });

        for (int i = 0; i < 3; i++) {
            runtime.send("a", new Ping(i), SendOptions.DEFAULT.messageId(ID));
        }

        Eventually.holds("all are counted", () -> handle.counters().duplicates() == 1);
        awaitSeen("0", "1");
    }

    @Test
    void aMessageThatWasPutAsideIsNoDuplicateOfItself() {
        CountDownLatch handled = new CountDownLatch(1);
        KernelHandle handle = launchDedup((message, context) -> {
            if (seen.isEmpty()) {
                seen.add("stashed");
                context.stash();
                context.unstash();
            } else {
                handled.countDown();
            }
            return null;
        });

        runtime.send("a", new Ping(1), SendOptions.DEFAULT.messageId(ID));

        await(handled);
        Eventually.holds("is counted", () -> handle.counters().handled() == 1);
        assertThat(handle.counters().duplicates()).isZero();
    }
}
