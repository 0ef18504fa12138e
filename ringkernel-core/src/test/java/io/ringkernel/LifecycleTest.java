// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Idle;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of a kernel as its user sees them: what each does in each state, who waits, who is told. */
class LifecycleTest extends RuntimeTest {
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Object nextSeen() throws InterruptedException {
        Object next = seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).as("something was seen in time").isNotNull();
        return next;
    }

    private void stay() {
        entered.countDown();
        await(released);
    }

    // ---- the table

    private static final Probe.Hook NOTHING = context -> {};

    /** A kernel in a state; whatever it is stuck in is released at the end of the test. */
    private KernelHandle in(KernelState state) {
        Probe.Handler stuck = (message, context) -> {
            stay();
            return null;
        };
        if (state == KernelState.STARTING) {
            KernelHandle handle = runtime.launch(
                    "probe", Probe.hooked(ECHO, context -> stay(), NOTHING).as("a"));
            start(() -> thrownBy(handle::activate)); // it may be ended meanwhile
            await(entered);
            return handle;
        }
        KernelHandle handle = launch("a", stuck);
        if (state != KernelState.LAUNCHED) {
            handle.activate();
        }
        switch (state) {
            case DEACTIVATED -> handle.deactivate();
            case TERMINATING -> {
                runtime.send("a", new Ping(1));
                await(entered);
                start(() -> handle.terminate(LONG));
                handle.await(KernelState.TERMINATING, LONG);
                Eventually.holds(
                        "its lanes are closed, a moment later",
                        () -> handle.ref(Pong.class).offer(new Pong(1)) == Delivery.CLOSED);
            }
            case TERMINATED -> handle.terminate();
            case FAILED -> {
                runtime.send("a", new Ping(1));
                await(entered);
                handle.terminate(Duration.ZERO);
            }
            default -> {}
        }
        assertThat(handle.state()).isEqualTo(state);
        return handle;
    }

    private void perform(String operation, KernelHandle handle) {
        switch (operation) {
            case "activate" -> handle.activate();
            case "deactivate" -> handle.deactivate();
            case "terminate" -> {
                start(released::countDown);
                handle.terminate();
            }
            case "send" -> handle.ref(Pong.class).send(new Pong(1));
            case "await" -> handle.await(KernelState.ACTIVE, Duration.ofMillis(1));
            case "launch" -> launch("a", ECHO);
            default -> throw new IllegalArgumentException(operation);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LAUNCHED    | activate   | ACTIVE
            LAUNCHED    | deactivate | cannot deactivate kernel: kernel=a, state=LAUNCHED, needed=STARTING or ACTIVE
            LAUNCHED    | terminate  | TERMINATED
            LAUNCHED    | send       | LAUNCHED
            LAUNCHED    | await      | kernel did not get there in time: kernel=a, awaited=[ACTIVE], state=LAUNCHED, timeout=PT0.001S
            LAUNCHED    | launch     | kernel is launched already: kernel=a, state=LAUNCHED; terminate it first, or launch under another id with LaunchOptions.as
            STARTING    | activate   | cannot activate kernel: kernel=a, state=STARTING, needed=LAUNCHED or DEACTIVATED
            STARTING    | terminate  | TERMINATED
            STARTING    | send       | STARTING
            STARTING    | await      | kernel did not get there in time: kernel=a, awaited=[ACTIVE], state=STARTING, timeout=PT0.001S
            STARTING    | launch     | kernel is launched already: kernel=a, state=STARTING; terminate it first, or launch under another id with LaunchOptions.as
            ACTIVE      | activate   | cannot activate kernel: kernel=a, state=ACTIVE, needed=LAUNCHED or DEACTIVATED
            ACTIVE      | deactivate | DEACTIVATED
            ACTIVE      | terminate  | TERMINATED
            ACTIVE      | send       | ACTIVE
            ACTIVE      | await      | ACTIVE
            ACTIVE      | launch     | kernel is launched already: kernel=a, state=ACTIVE; terminate it first, or launch under another id with LaunchOptions.as
            DEACTIVATED | activate   | ACTIVE
            DEACTIVATED | deactivate | cannot deactivate kernel: kernel=a, state=DEACTIVATED, needed=STARTING or ACTIVE
            DEACTIVATED | terminate  | TERMINATED
            DEACTIVATED | send       | DEACTIVATED
            DEACTIVATED | await      | kernel did not get there in time: kernel=a, awaited=[ACTIVE], state=DEACTIVATED, timeout=PT0.001S
            DEACTIVATED | launch     | kernel is launched already: kernel=a, state=DEACTIVATED; terminate it first, or launch under another id with LaunchOptions.as
            TERMINATING | activate   | cannot activate kernel: kernel=a, state=TERMINATING, needed=LAUNCHED or DEACTIVATED
            TERMINATING | deactivate | cannot deactivate kernel: kernel=a, state=TERMINATING, needed=STARTING or ACTIVE
            TERMINATING | terminate  | TERMINATED
            TERMINATING | send       | kernel has ended: kernel=a, state=TERMINATING; launch it again to send to it
            TERMINATING | await      | kernel cannot get there any more: kernel=a, awaited=[ACTIVE], state=TERMINATING
            TERMINATING | launch     | kernel is launched already: kernel=a, state=TERMINATING; terminate it first, or launch under another id with LaunchOptions.as
            TERMINATED  | activate   | cannot activate kernel: kernel=a, state=TERMINATED, needed=LAUNCHED or DEACTIVATED
            TERMINATED  | deactivate | cannot deactivate kernel: kernel=a, state=TERMINATED, needed=STARTING or ACTIVE
            TERMINATED  | terminate  | TERMINATED
            TERMINATED  | send       | kernel has ended: kernel=a, state=TERMINATED; launch it again to send to it
            TERMINATED  | await      | kernel cannot get there any more: kernel=a, awaited=[ACTIVE], state=TERMINATED
            TERMINATED  | launch     | TERMINATED
            FAILED      | activate   | cannot activate kernel: kernel=a, state=FAILED, needed=LAUNCHED or DEACTIVATED
            FAILED      | deactivate | cannot deactivate kernel: kernel=a, state=FAILED, needed=STARTING or ACTIVE
            FAILED      | terminate  | FAILED
            FAILED      | send       | kernel has ended: kernel=a, state=FAILED; launch it again to send to it
            FAILED      | await      | kernel cannot get there any more: kernel=a, awaited=[ACTIVE], state=FAILED
            FAILED      | launch     | FAILED
            """)
    void makesThisStepOrSaysWhyNot(KernelState before, String operation, String outcome) {
        KernelHandle handle = in(before);
        try {
            if (outcome.contains(" ")) {
                Throwable refusal = thrownBy(() -> perform(operation, handle));

                assertThat(refusal).isInstanceOf(RingKernelException.class).hasMessage(outcome);
                assertThat(handle.state()).isEqualTo(before);
            } else {
                perform(operation, handle);

                assertThat(handle.state()).hasToString(outcome);
            }
        } finally {
            released.countDown();
        }
    }

    // ---- deactivate

    @Test
    void saysThatTheHandlerInHandDoesNotReturn() {
        KernelHandle handle = activate("a", (message, context) -> {
            stay();
            seen.add(message);
            return null;
        });
        runtime.send("a", new Ping(1));
        runtime.send("a", new Ping(2));
        await(entered);

        assertThatThrownBy(() -> handle.deactivate(Duration.ofMillis(5)))
                .isExactlyInstanceOf(KernelTimeoutException.class)
                .hasMessage("handler did not return in time: kernel=a, state=DEACTIVATED, timeout=PT0.005S;"
                        + " nothing is handled after it");

        released.countDown();
        Eventually.holds(
                "the message in hand is finished", () -> handle.counters().handled() == 1);
        assertThat(handle.state()).isEqualTo(KernelState.DEACTIVATED);
        assertThat(handle.counters().waiting()).isEqualTo(1);
        assertThat(seen).containsExactly(new Ping(1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesTwoHandlersThatDeactivateEachOther(boolean dedicated) throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        KernelHandle[] handles = new KernelHandle[2];
        for (int i = 0; i < 2; i++) {
            int other = 1 - i;
            LaunchOptions options = Probe.with((message, context) -> {
                        both.countDown();
                        await(both);
                        Throwable refusal = thrownBy(() -> handles[other].deactivate(LONG));
                        seen.add(refusal == null ? "none" : refusal);
                        return null;
                    })
                    .as("k" + i);
            handles[i] = runtime.launch("probe", dedicated ? options.dedicated(Idle.PARKING) : options);
        }
        runtime.send("k0", new Ping(1));
        runtime.send("k1", new Ping(1));
        handles[0].activate();
        handles[1].activate();

        Set<Object> outcomes = Set.of(nextSeen(), nextSeen());

        assertThat(outcomes).contains("none");
        Throwable refusal = (Throwable)
                outcomes.stream().filter(Throwable.class::isInstance).findAny().orElseThrow();
        assertThat(refusal).isExactlyInstanceOf(KernelStateException.class);
        assertThat(refusal.getMessage())
                .isIn(
                        "kernels would wait for each other: kernel=k1, state=DEACTIVATED, waits=k0 → k1 → k0;"
                                + " do not wait for one in a handler or a hook of the other",
                        "kernels would wait for each other: kernel=k0, state=DEACTIVATED, waits=k1 → k0 → k1;"
                                + " do not wait for one in a handler or a hook of the other");
        assertThat(handles[0].state()).isEqualTo(KernelState.DEACTIVATED);
        assertThat(handles[1].state()).isEqualTo(KernelState.DEACTIVATED);
    }

    @Test
    void endsTwoKernelsWhoseHandlersTerminateEachOther() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        KernelHandle[] handles = new KernelHandle[2];
        for (int i = 0; i < 2; i++) {
            int other = 1 - i;
            handles[i] = launch("k" + i, (message, context) -> {
                both.countDown();
                await(both);
                seen.add(handles[other].terminate(LONG));
                return null;
            });
        }
        runtime.send("k0", new Ping(1));
        runtime.send("k1", new Ping(1));
        handles[0].activate();
        handles[1].activate();

        assertThat(nextSeen()).isEqualTo(0L);
        assertThat(nextSeen()).isEqualTo(0L);
        for (KernelHandle handle : handles) {
            handle.await(KernelState.TERMINATED, LONG);
            assertThat(handle.counters().handled()).isEqualTo(1);
        }
    }

    // ---- await

    @Test
    void awaitsTheStepsOfOthers() throws InterruptedException {
        KernelHandle handle = launch("a", ECHO);
        Thread other = start(() -> seen.add(handle.await(EnumSet.of(KernelState.ACTIVE, KernelState.FAILED), LONG)));
        Eventually.rests(other);

        handle.activate();

        assertThat(nextSeen()).isEqualTo(KernelState.ACTIVE);
        Thread last = start(() -> seen.add(handle.await(KernelState.TERMINATED, LONG)));
        Eventually.rests(last);
        handle.terminate();
        assertThat(nextSeen()).isSameAs(handle);
        assertThat(handle.failure()).isEmpty();
    }

    @Test
    void freesTheIdBeforeItIsTerminated() {
        for (int i = 0; i < 200; i++) {
            KernelHandle handle = activate("a", ECHO);
            start(handle::terminate);
            handle.await(KernelState.TERMINATED, LONG);
        }
        assertThat(runtime.kernelIds()).isEmpty();
    }

    @Test
    void refusesToWaitForAStepOfItsOwn() throws InterruptedException {
        activate("a", (message, context) -> {
            KernelHandle self = runtime.handle("a").orElseThrow();
            seen.add(self.await(EnumSet.of(KernelState.ACTIVE), Duration.ZERO));
            seen.add(thrownBy(() -> self.await(KernelState.DEACTIVATED, LONG)));
            return null;
        });
        runtime.send("a", new Ping(1));

        assertThat(nextSeen()).isEqualTo(KernelState.ACTIVE);
        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage("kernel cannot wait for a step of its own: kernel=a, awaited=[DEACTIVATED], state=ACTIVE");
    }

    @Test
    void refusesToWaitForNothing() {
        KernelHandle handle = launch("a", ECHO);

        assertThatThrownBy(() -> handle.await(Set.of(), LONG))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be a state to wait for: states=[]");
    }

    // ---- listeners

    @Test
    void tellsListenersOfEachStepInOrder() {
        KernelHandle handle = launch("a", ECHO);
        List<String> first = new ArrayList<>(); // of one thread, and seen after the close
        List<String> second = new ArrayList<>();
        AtomicReference<Thread> thread = new AtomicReference<>();
        handle.addListener((kernel, before, after) -> {
                    thread.set(Thread.currentThread());
                    first.add(kernel.id() + ": " + before + " → " + after);
                })
                .addListener((kernel, before, after) -> second.add(before + " → " + after));
        for (int i = 0; i < 100; i++) {
            handle.activate().deactivate();
        }

        runtime.close();

        List<String> steps = new ArrayList<>(List.of("LAUNCHED → ACTIVE", "ACTIVE → DEACTIVATED"));
        for (int i = 1; i < 100; i++) {
            steps.addAll(List.of("DEACTIVATED → ACTIVE", "ACTIVE → DEACTIVATED"));
        }
        steps.addAll(List.of("DEACTIVATED → TERMINATING", "TERMINATING → TERMINATED"));
        assertThat(second).isEqualTo(steps);
        assertThat(first).isEqualTo(steps.stream().map(step -> "a: " + step).toList());
        assertThat(thread.get().getName()).isEqualTo("ringkernel-events");
    }

    @Test
    void tellsAListenerNoMoreOnceItIsRemoved() {
        KernelHandle handle = launch("a", ECHO);
        KernelListener listener = (kernel, before, after) -> seen.add(after);
        handle.addListener(listener).activate();
        handle.removeListener(listener).deactivate();

        runtime.close();

        assertThat(seen).containsExactly(KernelState.ACTIVE);
    }

    @Test
    void reportsWhatAListenerThrowsAndTellsTheNext() throws InterruptedException {
        BlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();
        Handler keeping = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                records.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Probe.LOG.setUseParentHandlers(false);
        Probe.LOG.setLevel(Level.WARNING);
        Probe.LOG.addHandler(keeping);
        try {
            launch("a", ECHO)
                    .addListener((kernel, before, after) -> {
                        throw new AssertionError("no");
                    })
                    .addListener((kernel, before, after) -> seen.add(after))
                    .activate();

            assertThat(nextSeen()).isEqualTo(KernelState.ACTIVE);
            LogRecord entry = records.remove();
            assertThat(entry.getMessage()).isEqualTo("listener threw: kernel=a, before=LAUNCHED, after=ACTIVE");
            assertThat(entry.getLevel()).isEqualTo(Level.WARNING);
            assertThat(entry.getThrown()).isExactlyInstanceOf(AssertionError.class);
        } finally {
            Probe.LOG.removeHandler(keeping);
            Probe.LOG.setLevel(Level.OFF);
            Probe.LOG.setUseParentHandlers(true);
        }
    }

    @Test
    void letsAListenerLaunchEndAndClose() {
        KernelHandle handle = launch("a", ECHO).addListener((kernel, before, after) -> {
            if (after == KernelState.TERMINATED) {
                seen.add(activate("b", ECHO).terminate());
                runtime.close();
                seen.add("closed");
            }
        });

        handle.terminate();

        Eventually.holds("the listener returned", () -> seen.contains("closed"));
        assertThat(seen).containsExactly(0L, "closed");
        assertThatThrownBy(() -> launch("c", ECHO)).isExactlyInstanceOf(RuntimeClosedException.class);
    }

    @Test
    void doesNotWaitForASlowListener() {
        KernelHandle handle = launch("a", ECHO).addListener((kernel, before, after) -> stay());

        handle.activate().deactivate().activate();
        await(entered);

        assertThat(handle.terminate()).isZero();
        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        released.countDown();
    }
}
