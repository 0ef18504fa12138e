// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Idle;
import io.ringkernel.testkit.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs before the first message of a kernel and after its last. */
class HooksTest extends RuntimeTest {
    private static final Probe.Hook NOTHING = context -> {};

    private final Queue<Object> seen = new ConcurrentLinkedQueue<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private final Probe.Handler keep = (message, context) -> {
        seen.add(message);
        return null;
    };

    private KernelHandle launch(String id, Probe.Handler handler, Probe.Hook start, Probe.Hook stop) {
        return runtime.launch("probe", Probe.hooked(handler, start, stop).as(id));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runBeforeTheFirstAndAfterTheLastMessage(boolean dedicated) {
        AtomicReference<Thread> starter = new AtomicReference<>();
        LaunchOptions options = Probe.hooked(
                keep,
                context -> {
                    starter.set(Thread.currentThread());
                    seen.add("start " + context.kernelId());
                },
                context -> {
                    seen.add("stop " + context.kernelId());
                    if (dedicated) {
                        assertThat(Thread.currentThread()).isSameAs(starter.get());
                    }
                });
        KernelHandle handle = runtime.launch("probe", dedicated ? options.dedicated(Idle.BACKOFF) : options);
        runtime.send("probe", new Ping(1));
        runtime.send("probe", new Ping(2));

        handle.activate();
        assertThat(handle.state()).isEqualTo(KernelState.ACTIVE);
        assertThat(seen).element(0).isEqualTo("start probe");
        handle.deactivate().activate();
        handle.terminate();

        assertThat(seen).containsExactly("start probe", new Ping(1), new Ping(2), "stop probe");
        assertThat(starter.get().getName()).startsWith("ringkernel-").isNotEqualTo("ringkernel-events");
    }

    @Test
    void runForEachIncarnation() {
        AtomicInteger starts = new AtomicInteger();
        AtomicInteger stops = new AtomicInteger();
        for (int i = 1; i <= 20; i++) {
            launch("a", keep, context -> starts.incrementAndGet(), context -> stops.incrementAndGet())
                    .activate()
                    .terminate();

            assertThat(starts).hasValue(i);
            assertThat(stops).hasValue(i);
        }
    }

    @Test
    void doNotRunForAKernelThatWasNeverActive() {
        KernelHandle handle = launch("a", keep, context -> seen.add("start"), context -> seen.add("stop"));
        runtime.send("a", new Ping(1));

        assertThat(handle.terminate()).isEqualTo(1);

        assertThat(seen).isEmpty();
    }

    @Test
    void sendAsTheirKernel() {
        activate("other", (message, context) -> {
            seen.add(context.sender());
            return null;
        });
        KernelHandle handle = launch(
                "a",
                keep,
                context -> context.send("other", new Ping(1)),
                context -> context.send("other", new Ping(2)));

        handle.activate();
        Eventually.holds("the first has come", () -> !seen.isEmpty());
        handle.terminate();

        runtime.handle("other").orElseThrow().terminate();
        assertThat(seen).hasSize(2).element(0).isEqualTo(Optional.of("a"));
    }

    @Test
    void haveNoMessage() {
        Queue<Throwable> refusals = new ConcurrentLinkedQueue<>();
        launch(
                        "a",
                        keep,
                        context -> {
                            refusals.add(thrownBy(context::messageId));
                            refusals.add(thrownBy(context::priority));
                            refusals.add(thrownBy(() -> context.reply(new Pong(1))));
                        },
                        context -> refusals.add(thrownBy(context::sender)))
                .activate()
                .terminate();

        assertThat(refusals)
                .hasSize(4)
                .allSatisfy(refusal -> assertThat(refusal)
                        .isExactlyInstanceOf(IllegalStateException.class)
                        .hasMessage("there is no message in a hook: kernel=a"));
    }

    // ---- a start hook that fails

    @Test
    void endTheKernelWhenTheStartFails() {
        IOException cause = new IOException("no file");
        KernelHandle handle = launch(
                "a",
                keep,
                context -> {
                    throw cause;
                },
                context -> seen.add("stop"));
        CompletableFuture<Pong> owed = runtime.request("a", new Ping(1), Pong.class, LONG);

        assertThatThrownBy(handle::activate)
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage("kernel failed to start: kernel=a, state=FAILED, failure=java.io.IOException: no file")
                .hasCause(cause);

        assertThat(handle.state()).isEqualTo(KernelState.FAILED);
        assertThat(handle.failure()).containsSame(cause);
        assertThat(runtime.kernelIds()).isEmpty();
        assertThat(handle.counters().undelivered()).isEqualTo(1);
        assertThat(handle.counters().waiting()).isZero();
        assertThat(owed).isCompletedExceptionally();
        assertThat(seen).isEmpty();
        assertThatThrownBy(() -> handle.await(KernelState.ACTIVE, LONG))
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage("kernel cannot get there any more: kernel=a, awaited=[ACTIVE], state=FAILED")
                .hasCause(cause);
        assertThatThrownBy(handle::activate).hasCause(cause);
    }

    @Test
    void surviveErrorsOfTheStart() {
        for (Error error : List.of(new StackOverflowError(), new OutOfMemoryError("on purpose"), new LinkageError())) {
            KernelHandle handle = launch(
                    "a",
                    keep,
                    context -> {
                        throw error;
                    },
                    NOTHING);

            assertThatThrownBy(handle::activate).hasCause(error);

            assertThat(handle.failure()).containsSame(error);
        }
        assertThat(runtime.kernelIds()).isEmpty();
    }

    @Test
    void areWaitedForUpToATimeout() {
        KernelHandle handle = launch(
                "a",
                keep,
                context -> {
                    entered.countDown();
                    await(released);
                },
                NOTHING);

        assertThatThrownBy(() -> handle.activate(Duration.ofMillis(5)))
                .isExactlyInstanceOf(KernelTimeoutException.class)
                .hasMessage("start hook did not return in time: kernel=a, state=STARTING, timeout=PT0.005S;"
                        + " it goes on, terminate the kernel if it is not to");

        released.countDown();
        handle.await(KernelState.ACTIVE, LONG);
    }

    @Test
    void areOvertakenByTheEnd() {
        KernelHandle handle = launch(
                "a",
                keep,
                context -> {
                    entered.countDown();
                    await(released);
                },
                context -> seen.add("stop"));
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        Thread activator = start(() -> refusal.set(thrownBy(handle::activate)));
        await(entered);

        handle.terminate(Duration.ZERO);

        Eventually.ends(activator);
        assertThat(refusal.get()).isExactlyInstanceOf(KernelStateException.class);
        assertThat(handle.state()).isEqualTo(KernelState.FAILED);
        assertThat(handle.failure().orElseThrow())
                .isExactlyInstanceOf(KernelTimeoutException.class)
                .hasMessage("handler did not return before the end, and may still run: kernel=a");
        assertThat(seen).isEmpty();
        released.countDown();
        Eventually.holds("what was started is stopped", () -> seen.contains("stop"));
    }

    // ---- a stop hook that fails

    @Test
    void endTheKernelAlsoWhenTheStopFails() {
        KernelHandle handle = launch("a", keep, NOTHING, context -> {
            seen.add("stop");
            throw new StackOverflowError();
        });

        handle.activate().terminate();

        assertThat(seen).containsExactly("stop");
        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(handle.failure()).isEmpty();
    }

    @Test
    void failTheKernelWhenTheStopDoesNotReturn() {
        KernelHandle handle = launch("a", keep, NOTHING, context -> {
            entered.countDown();
            await(released);
        });

        handle.activate().terminate(Duration.ofMillis(1));

        assertThat(handle.state()).isEqualTo(KernelState.FAILED);
        released.countDown();
    }

    // ---- hooks that launch

    @Test
    void launchAndActivateOthers() {
        KernelHandle handle = launch(
                "a",
                keep,
                context -> launch("b", keep, NOTHING, NOTHING).activate(),
                context -> runtime.handle("b").orElseThrow().terminate());

        handle.activate();
        assertThat(runtime.kernelIds()).containsExactly("a", "b");
        handle.terminate();

        assertThat(runtime.kernelIds()).isEmpty();
    }

    @Test
    void failWhenTheyLaunchEachOther() {
        KernelHandle handle = launch(
                "a",
                keep,
                context -> launch(
                                "b",
                                keep,
                                inner -> launch("a", keep, NOTHING, NOTHING).activate(),
                                NOTHING)
                        .activate(),
                NOTHING);

        assertThatThrownBy(handle::activate)
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage(
                        "kernel failed to start: kernel=a, state=FAILED, failure=io.ringkernel.KernelStateException:"
                                + " kernel failed to start: kernel=b, state=FAILED,"
                                + " failure=io.ringkernel.KernelStateException: kernel is launched already: kernel=a,"
                                + " state=STARTING; terminate it first, or launch under another id with LaunchOptions.as");
        assertThat(runtime.kernelIds()).isEmpty();
    }

    @Test
    void failWhenTheyWaitForEachOther() {
        KernelHandle handle = launch(
                "a",
                keep,
                context -> launch(
                                "b",
                                keep,
                                inner -> runtime.handle("a").orElseThrow().await(KernelState.ACTIVE, LONG),
                                NOTHING)
                        .activate(),
                NOTHING);

        Throwable refusal = thrownBy(handle::activate);

        assertThat(refusal).isExactlyInstanceOf(KernelStateException.class);
        assertThat(refusal.getMessage())
                .isIn( // the second to wait is refused
                        "kernel failed to start: kernel=a, state=FAILED, failure=io.ringkernel.KernelStateException:"
                                + " kernel failed to start: kernel=b, state=FAILED,"
                                + " failure=io.ringkernel.KernelStateException: kernels would wait for each other:"
                                + " kernel=a, state=STARTING, waits=b → a → b; do not wait for one in a handler or a hook"
                                + " of the other",
                        "kernel failed to start: kernel=a, state=FAILED, failure=io.ringkernel.KernelStateException:"
                                + " kernels would wait for each other: kernel=b, state=STARTING, waits=a → b → a;"
                                + " do not wait for one in a handler or a hook of the other");
    }
}
