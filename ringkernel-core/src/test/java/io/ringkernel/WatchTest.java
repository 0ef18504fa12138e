// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Idle;
import io.ringkernel.supervision.FailurePolicy;
import io.ringkernel.supervision.Terminated;
import io.ringkernel.supervision.Terminated.Reason;
import io.ringkernel.testkit.Eventually;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels that hear of the ends of others. */
class WatchTest extends RuntimeTest {
    private final Queue<Object> seen = new ConcurrentLinkedQueue<>();

    /** Watches a for 1, b for 2, and so on; ends the watch for a negative number; asks for nothing else. */
    private final Probe.Handler watching = (message, context) -> {
        if (message instanceof Ping ping) {
            String id = String.valueOf((char) ('a' + Math.abs(ping.number()) - 1));
            if (ping.number() > 0) {
                context.watch(id);
            } else {
                context.unwatch(id);
            }
            return new Pong(ping.number());
        }
        seen.add(message);
        return null;
    };

    private KernelHandle watcher(LaunchOptions options) {
        return runtime.launch("watcher", options).activate();
    }

    private void watch(int number) {
        runtime.call("watcher", new Ping(number), Pong.class, LONG);
    }

    private void hears(Object... messages) {
        Eventually.holds("it has heard of all", () -> seen.size() >= messages.length);
        assertThat(seen).containsExactly(messages);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hearsOfAnEnd(boolean dedicated) {
        LaunchOptions options = Probe.with(watching);
        watcher(dedicated ? options.dedicated(Idle.BUSY_SPIN) : options);
        KernelHandle watched = activate("a", ECHO);
        watch(1);
        watch(1);
        assertThat(seen).isEmpty();

        watched.terminate();

        hears(new Terminated("a", Reason.TERMINATED, null));
        activate("a", ECHO).terminate(); // another incarnation
        watch(2);
        hears(new Terminated("a", Reason.TERMINATED, null), new Terminated("b", Reason.NO_KERNEL, null));
    }

    @Test
    void hearsOfOneThatIsGoneOrNeverWas() {
        watcher(Probe.with(watching));
        activate("a", ECHO).terminate();

        watch(1);
        watch(2);

        hears(new Terminated("a", Reason.NO_KERNEL, null), new Terminated("b", Reason.NO_KERNEL, null));
    }

    @Test
    void hearsWhatAKernelFailedWith() {
        String text = "\uD83D\uDE00".repeat(300) + "\uD83D";
        watcher(Probe.with(watching));
        KernelHandle watched = runtime.launch(
                        "probe",
                        Probe.with((message, context) -> {
                                    throw new IOException(text);
                                })
                                .as("a")
                                .onFailure(FailurePolicy.stop()))
                .activate();
        watch(1);

        runtime.send("a", new Ping(1));

        watched.await(KernelState.FAILED, LONG);
        String shortened = ("java.io.IOException: " + text).substring(0, 21 + 2 * 229);
        hears(new Terminated("a", Reason.FAILED, shortened));
    }

    @Test
    void hearsOfAKernelThatWasGivenUp() {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        watcher(Probe.with(watching));
        KernelHandle watched = activate("a", (message, context) -> {
            entered.countDown();
            await(released);
            return null;
        });
        runtime.send("a", new Ping(1));
        await(entered);
        watch(1);

        watched.terminate(SHORT);

        hears(
                new Terminated(
                        "a",
                        Reason.FAILED,
                        "io.ringkernel.KernelTimeoutException: handler did not return before the end, and may still run: kernel=a"));
        released.countDown();
    }

    @Test
    void hearsNothingOnceItHasEndedItsWatch() {
        watcher(Probe.with(watching));
        KernelHandle first = activate("a", ECHO);
        KernelHandle second = activate("b", ECHO);
        watch(1);
        watch(2);
        watch(-1);

        first.terminate();
        second.terminate();

        hears(new Terminated("b", Reason.TERMINATED, null));
    }

    @Test
    void hearsOfAllAlsoWhenItsLanesAreFull() {
        KernelHandle handle = watcher(Probe.with(watching).capacity(4));
        for (int i = 1; i <= 20; i++) {
            activate(String.valueOf((char) ('a' + i - 1)), ECHO);
            watch(i);
        }
        handle.deactivate();
        for (int i = 0; i < 4; i++) {
            runtime.send("watcher", new Ping(26)); // z, which never was
        }

        for (int i = 1; i <= 20; i++) {
            runtime.handle(String.valueOf((char) ('a' + i - 1))).orElseThrow().terminate();
        }
        assertThat(seen).isEmpty();
        handle.activate();

        Eventually.holds("it has heard of all", () -> seen.size() == 24);
        for (int i = 1; i <= 20; i++) {
            assertThat(seen).contains(new Terminated(String.valueOf((char) ('a' + i - 1)), Reason.TERMINATED, null));
        }
    }

    @Test
    void leavesToTheDeadLettersWhatItHadNoTimeToHear() {
        KernelHandle handle = watcher(Probe.with(watching));
        Queue<Object> witnessed = new ConcurrentLinkedQueue<>();
        watcher(Probe.with((message, context) -> {
                    if (message instanceof Terminated) {
                        witnessed.add(message);
                        return null;
                    }
                    return watching.onMessage(message, context);
                })
                .as("witness"));
        for (int i = 1; i <= 3; i++) {
            activate(String.valueOf((char) ('a' + i - 1)), ECHO);
            watch(i);
            runtime.call("witness", new Ping(i), Pong.class, LONG);
        }
        handle.deactivate();
        runtime.handle("a").orElseThrow().terminate();
        Eventually.holds("the other, who is told later, has heard of the one", () -> witnessed.size() == 1);
        runtime.handle("b").orElseThrow().terminate();
        Eventually.holds("the other, who is told later, has heard of both", () -> witnessed.size() == 2);

        handle.terminate();
        Eventually.holds("both are dead letters", () -> runtime.deadLetters().total() == 2);
        runtime.handle("c").orElseThrow().terminate();

        assertThat(runtime.deadLetters().total()).isEqualTo(2);
        assertThat(runtime.deadLetters().list())
                .extracting(DeadLetter::kernelId)
                .containsOnly("watcher");
        assertThat(runtime.deadLetters().list())
                .extracting(DeadLetter::reason)
                .containsOnly(DeadLetter.Reason.TERMINATED);
        assertThat(runtime.deadLetters().list())
                .extracting(DeadLetter::message)
                .containsExactly(
                        new Terminated("a", Reason.TERMINATED, null), new Terminated("b", Reason.TERMINATED, null));
        assertThat(seen).isEmpty();
        assertThat(handle.counters().accepted()).isEqualTo(3);
    }

    @Test
    void canLaunchAgainWhatItHeardOf() {
        Probe.Handler reviving = (message, context) -> {
            if (message instanceof Terminated terminated) {
                context.launch("probe", Probe.with(ECHO).as(terminated.kernelId()))
                        .activate();
                context.watch(terminated.kernelId());
                seen.add(terminated.reason());
                return null;
            }
            return watching.onMessage(message, context);
        };
        watcher(Probe.with(reviving));
        watch(1);
        for (int i = 1; i <= 100; i++) {
            int times = i;
            Eventually.holds("it is there", () -> seen.size() == times);
            assertThat(runtime.call("a", new Ping(i), Pong.class, LONG)).isEqualTo(new Pong(i));
            runtime.handle("a").orElseThrow().terminate();
        }
    }

    @Test
    void watchesOnFromOneInstanceToTheNext() {
        watcher(LaunchOptions.instance((Supplier<Object>) () -> Probe.of(
                        (message, context) -> {
                            if (message instanceof Pong) {
                                throw new IOException("restart");
                            }
                            return watching.onMessage(message, context);
                        },
                        null,
                        null))
                .onFailure(FailurePolicy.restart()));
        KernelHandle watched = activate("a", ECHO);
        watch(1);
        runtime.send("watcher", new Pong(1));
        Eventually.holds(
                "it is restarted", () -> runtime.handle("watcher").orElseThrow().restarts() == 1);

        watched.terminate();

        hears(new Terminated("a", Reason.TERMINATED, null));
    }

    @Test
    void refusesToWatchWhatIsNoId() {
        activate("a", (message, context) -> {
            for (String id : new String[] {"x".repeat(129), "\u00e4", "\ud800", "", null}) {
                seen.add(thrownBy(() -> context.watch(id)));
            }
            return new Pong(1);
        });

        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));

        String rule = "a kernel id is 1 to 128 letters, digits, '_', '-', '.' and '/': id=";
        assertThat((Throwable) seen.remove()).hasMessage(rule + "x".repeat(128) + "\u2026, length=129");
        assertThat((Throwable) seen.remove()).hasMessage(rule + "\u00e4");
        assertThat((Throwable) seen.remove()).hasMessage(rule + "\ud800");
        assertThat((Throwable) seen.remove()).hasMessage(rule);
        assertThat((Throwable) seen.remove()).isExactlyInstanceOf(NullPointerException.class);
        assertThat(runtime.call("a", new Ping(2), Pong.class, LONG)).isEqualTo(new Pong(1));
    }

    @Test
    void refusesToWatchItselfOrWithoutAHandler() {
        activate("a", (message, context) -> {
            seen.add(thrownBy(() -> context.watch("a")));
            seen.add(thrownBy(() -> context.watch("b")));
            return new Pong(1);
        });

        runtime.call("a", new Ping(1), Pong.class, LONG);

        assertThat((Throwable) seen.remove())
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("kernel cannot watch itself: kernel=a");
        assertThat((Throwable) seen.remove())
                .isExactlyInstanceOf(UnhandledMessageException.class)
                .hasMessage("kernel has no handler for message: kernel=a,"
                        + " message=io.ringkernel.supervision.Terminated,"
                        + " handled=[io.ringkernel.Messages$Ping, io.ringkernel.Messages$Pong]");
    }
}
