// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import java.time.Duration;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused at the border, before anything happened. */
class ArgumentsTest extends RuntimeTest {
    private static final Duration NEGATIVE = Duration.ofSeconds(-1);

    private KernelHandle handle;
    private KernelRef<Ping> ref;

    @BeforeEach
    void launch() {
        handle = activate("echo", ECHO);
        ref = handle.ref(Ping.class);
    }

    private void refuses(String text, ThrowingCallable... calls) {
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call)
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage(text);
        }
        assertThat(handle.state()).isEqualTo(KernelState.ACTIVE);
        assertThat(handle.counters().accepted()).isZero();
    }

    @Test
    void refusesNegativeTimeouts() {
        refuses(
                "timeout must not be negative: timeout=PT-1S",
                () -> runtime.request("echo", new Ping(1), Pong.class, NEGATIVE),
                () -> runtime.call("echo", new Ping(1), Pong.class, NEGATIVE),
                () -> ref.request(new Ping(1), Pong.class, NEGATIVE),
                () -> runtime.poll("echo", Pong.class, NEGATIVE),
                () -> runtime.receive("echo", Pong.class, NEGATIVE),
                () -> handle.activate(NEGATIVE),
                () -> handle.deactivate(NEGATIVE),
                () -> handle.await(KernelState.FAILED, NEGATIVE),
                () -> handle.terminate(NEGATIVE),
                () -> SendOptions.DEFAULT.timeout(NEGATIVE));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -8, (1 << 20) + 1})
    void refusesACapacityOutOfRangeBeforeTheLaunch(int capacity) {
        refuses(
                "lane capacity must be 1 to 1048576: capacity=" + capacity,
                () -> LaunchOptions.DEFAULT.capacity(capacity));
    }

    @Test
    void refusesACapacityThatIsNoPowerOf2BeforeTheLaunch() {
        refuses(
                "lane capacity must be a power of 2: capacity=1000, next=1024",
                () -> LaunchOptions.DEFAULT.capacity(1000));
    }

    private static void namesTheNull(String name, ThrowingCallable... calls) {
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call)
                    .isExactlyInstanceOf(NullPointerException.class)
                    .hasMessage(name);
        }
    }

    @Test
    void namesWhatIsNull() {
        namesTheNull("id", () -> runtime.launch((String) null), () -> runtime.send(null, new Ping(1)));
        namesTheNull(
                "message",
                () -> runtime.send("echo", null),
                () -> runtime.offer("echo", null, SendOptions.DEFAULT),
                () -> runtime.request("echo", null, Pong.class, LONG),
                () -> ref.send(null),
                () -> ref.offer(null));
        namesTheNull(
                "options",
                () -> runtime.launch("probe", null),
                () -> runtime.launch(Probe.class, null),
                () -> runtime.launch(new Object(), null),
                () -> runtime.send("echo", new Ping(1), null),
                () -> runtime.offer("echo", new Ping(1), null),
                () -> runtime.request("echo", new Ping(1), Pong.class, LONG, null),
                () -> ref.offer(new Ping(1), null),
                () -> ref.claim(new Claim(), null));
        namesTheNull(
                "reply",
                () -> runtime.request("echo", new Ping(1), null, LONG),
                () -> runtime.call("echo", new Ping(1), null, LONG));
        namesTheNull(
                "timeout",
                () -> runtime.request("echo", new Ping(1), Pong.class, null),
                () -> runtime.poll("echo", Pong.class, null),
                () -> handle.terminate(null));
        namesTheNull("type", () -> runtime.poll("echo", null, LONG), () -> runtime.ref("echo", null));
        namesTheNull(
                "kernel",
                () -> runtime.launch((Class<?>) null),
                () -> runtime.launch((Object) null),
                () -> LaunchOptions.instance((Object) null));
        namesTheNull("supplier", () -> LaunchOptions.instance((Supplier<?>) null));
        namesTheNull("listener", () -> handle.addListener(null), () -> handle.removeListener(null));
        namesTheNull("state", () -> handle.await((KernelState) null, LONG));
        namesTheNull("claim", () -> ref.claim(null));
        namesTheNull("idle", () -> LaunchOptions.DEFAULT.dedicated(null));
        assertThat(handle.counters().accepted()).isZero();
    }
}
