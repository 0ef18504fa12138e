// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.Messages.Ping;
import io.ringkernel.annotation.Idle;
import io.ringkernel.testkit.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a runtime closes: in which order, in which time, and from where. See {@link EndTest} for more of it. */
class CloseTest extends RuntimeTest {
    private static final Probe.Hook NOTHING = context -> {};

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final CountDownLatch released = new CountDownLatch(1);

    private KernelHandle hooked(String id, Probe.Hook start, Probe.Hook stop) {
        return runtime.launch("probe", Probe.hooked(ECHO, start, stop).as(id));
    }

    @Test
    void endsTheLastLaunchedFirst() {
        for (int i = 0; i < 20; i++) {
            hooked("k" + i, NOTHING, context -> seen.add(context.kernelId())).activate();
        }

        runtime.close();

        List<String> reverse = new ArrayList<>();
        for (int i = 19; i >= 0; i--) {
            reverse.add("k" + i);
        }
        assertThat(seen).containsExactlyElementsOf(reverse);
    }

    @Test
    void closesOnceForManyThreads() {
        hooked("a", NOTHING, context -> seen.add("stop")).activate();
        List<Thread> closers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            closers.add(start(() -> {
                runtime.close();
                seen.add("closed");
            }));
        }

        closers.forEach(Eventually::ends);

        assertThat(seen).containsExactly("stop", "closed", "closed", "closed", "closed");
    }

    @Test
    void wakesWhoeverSends() {
        KernelHandle handle = runtime.launch("probe", Probe.with(ECHO).capacity(2));
        runtime.send("probe", new Ping(1));
        runtime.send("probe", new Ping(2));
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread sender = start(() -> failure.set(thrownBy(() -> runtime.send("probe", new Ping(3)))));
        Eventually.rests(sender);

        runtime.close();

        Eventually.ends(sender);
        assertThat(failure.get())
                .isExactlyInstanceOf(RuntimeClosedException.class)
                .hasMessage("runtime is closed; stop those who use it first, or create another with"
                        + " KernelRuntime.create");
        assertThat(handle.counters().undelivered()).isEqualTo(2);
    }

    @Test
    void closesFromAStartHook() {
        KernelHandle other = activate("other", ECHO);
        KernelHandle handle = hooked("a", context -> runtime.close(), context -> seen.add("stop"));

        Throwable refusal = thrownBy(handle::activate);

        assertThat(refusal).isExactlyInstanceOf(KernelStateException.class);
        handle.await(KernelState.TERMINATED, LONG); // after its hook has returned
        assertThat(other.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(seen).containsExactly("stop");
    }

    @Test
    void closesFromAStopHook() {
        KernelHandle other = activate("other", ECHO);
        KernelHandle handle = hooked("a", NOTHING, context -> runtime.close()).activate();

        handle.terminate();

        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(other.state()).isEqualTo(KernelState.TERMINATED);
    }

    @Test
    void closesFromAHandlerThatAnotherWaitsFor() {
        CountDownLatch entered = new CountDownLatch(1);
        AtomicReference<Thread> waiter = new AtomicReference<>();
        KernelHandle closing = activate("closing", (message, context) -> {
            entered.countDown();
            Eventually.holds(
                    "the other is about to wait",
                    () -> runtime.handle("closing").orElseThrow().state() == KernelState.DEACTIVATED);
            Eventually.rests(waiter.get()); // else its wait is the one that closes the ring, and is refused
            runtime.close();
            return null;
        });
        KernelHandle waiting = activate("waiting", (message, context) -> {
            waiter.set(Thread.currentThread());
            closing.deactivate(LONG);
            return null;
        });
        runtime.send("closing", new Ping(1));
        await(entered);
        runtime.send("waiting", new Ping(1));

        closing.await(KernelState.TERMINATED, LONG);
        waiting.await(KernelState.TERMINATED, LONG);

        assertThat(closing.counters().handled()).isEqualTo(1);
        assertThat(waiting.counters().handled()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givesManyThatDoNotEndNoMoreTimeThanOne(boolean dedicated) {
        KernelRuntime hasty = KernelRuntime.create(options().withWorkers(21).withCloseTimeout(Duration.ofMillis(50)));
        CountDownLatch entered = new CountDownLatch(20);
        List<KernelHandle> stuck = new ArrayList<>();
        KernelHandle idle = hasty.launch("probe", Probe.with(ECHO).as("idle")).activate();
        for (int i = 0; i < 20; i++) {
            LaunchOptions options = Probe.with((message, context) -> {
                        entered.countDown();
                        await(released);
                        return null;
                    })
                    .as("k" + i);
            stuck.add(hasty.launch("probe", dedicated ? options.dedicated(Idle.PARKING) : options)
                    .activate());
            hasty.send("k" + i, new Ping(1));
        }
        await(entered);
        long startNs = System.nanoTime();

        hasty.close();

        assertThat(System.nanoTime() - startNs).isLessThan(2_000_000_000L);
        assertThat(stuck).allMatch(handle -> handle.state() == KernelState.FAILED);
        assertThat(idle.state()).isEqualTo(KernelState.TERMINATED);
        released.countDown();
    }

    /** A program that closes its runtime from a shutdown hook, while messages are waiting. */
    static final class Program {
        private Program() {}

        /** Runs it. */
        public static void main(String[] arguments) {
            KernelRuntime runtime = KernelRuntime.create();
            KernelHandle handle = runtime.launch(
                    "probe",
                    Probe.hooked(
                            (message, context) -> {
                                System.out.println("handled " + ((Ping) message).number());
                                return null;
                            },
                            context -> System.out.println("start"),
                            context -> System.out.println("stop")));
            for (int i = 0; i < 3; i++) {
                runtime.send("probe", new Ping(i));
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                handle.activate();
                runtime.close();
                System.out.println("closed " + handle.state());
            }));
        }
    }

    @Test
    void closesFromAShutdownHook() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(output.lines())
                .endsWith("start", "handled 0", "handled 1", "handled 2", "stop", "closed TERMINATED");
        assertThat(process.exitValue()).isZero();
    }
}
