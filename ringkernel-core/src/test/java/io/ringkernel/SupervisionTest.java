// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.Definitions.Tally;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Idle;
import io.ringkernel.supervision.FailurePolicy;
import io.ringkernel.testkit.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a kernel whose handler throws, of its message, its children and its parent. */
class SupervisionTest extends RuntimeTest {
    private static final Duration WINDOW = Duration.ofMinutes(10);

    /** Restarts at once. */
    private static FailurePolicy restart(int most) {
        return FailurePolicy.restart(most, WINDOW, Duration.ZERO, Duration.ZERO);
    }

    private final Queue<Object> seen = new ConcurrentLinkedQueue<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** Throws what is not a ping with a positive number. */
    private static void checkNumber(Object message) throws Exception {
        long number = ((Ping) message).number();
        if (number < 0) {
            throw new IOException("negative: " + number);
        }
    }

    /** A probe that notes what happens to its instances. */
    private LaunchOptions noting(AtomicInteger instances) {
        Supplier<Object> supplier = () -> {
            int number = instances.incrementAndGet();
            return Probe.of(
                    (message, context) -> {
                        checkNumber(message);
                        seen.add(number + " handles " + ((Ping) message).number());
                        return null;
                    },
                    context -> seen.add(number + " starts"),
                    context -> seen.add(number + " stops"));
        };
        return LaunchOptions.instance(supplier);
    }

    private long ask(KernelHandle handle, long number) {
        return runtime.call(handle.id(), new Ping(number), Pong.class, LONG).number();
    }

    // ---- resume

    @Test
    void goesOnWithItsState() {
        KernelHandle handle = runtime.launch(Tally.class).activate();
        assertThat(ask(handle, 3)).isEqualTo(3);
        assertThatThrownBy(() -> ask(handle, -1)).isExactlyInstanceOf(RequestFailedException.class);

        assertThat(ask(handle, 4)).isEqualTo(7);
        assertThat(handle.restarts()).isZero();
    }

    // ---- restart

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void goesOnWithAFreshInstance(boolean dedicated) {
        LaunchOptions options = LaunchOptions.DEFAULT.onFailure(restart(5));
        KernelHandle handle = runtime.launch(Tally.class, dedicated ? options.dedicated(Idle.YIELDING) : options)
                .activate();
        KernelRef<Ping> ref = handle.ref(Ping.class);
        assertThat(ask(handle, 3)).isEqualTo(3);
        assertThatThrownBy(() -> ask(handle, -1))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasCauseExactlyInstanceOf(IllegalArgumentException.class);

        assertThat(ask(handle, 4)).isEqualTo(4);
        assertThat(ref.offer(new Ping(5))).isEqualTo(Delivery.ACCEPTED);
        assertThat(ask(handle, 1)).isEqualTo(10);
        assertThat(handle.restarts()).isEqualTo(1);
        assertThat(handle.state()).isEqualTo(KernelState.ACTIVE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callsTheHooksOfEachInstance(boolean dedicated) {
        AtomicInteger instances = new AtomicInteger();
        LaunchOptions options = noting(instances).onFailure(restart(5));
        KernelHandle handle = runtime.launch("probe", dedicated ? options.dedicated(Idle.PARKING) : options);
        for (int number : new int[] {1, -2, 3, -4, 5}) {
            runtime.send("probe", new Ping(number));
        }

        handle.activate();
        Eventually.holds("the last is handled", () -> seen.contains("3 handles 5"));
        assertThat(handle.terminate()).isZero();

        assertThat(seen)
                .containsExactly(
                        "1 starts",
                        "1 handles 1",
                        "1 stops",
                        "2 starts",
                        "2 handles 3",
                        "2 stops",
                        "3 starts",
                        "3 handles 5",
                        "3 stops");
        assertThat(handle.counters().handled()).isEqualTo(3);
        assertThat(handle.counters().failed()).isEqualTo(2);
    }

    @Test
    void stopsTheInstanceThatFailedAlsoWhileItIsDeactivated() {
        AtomicReference<KernelHandle> self = new AtomicReference<>();
        AtomicInteger instances = new AtomicInteger();
        Supplier<Object> supplier = () -> {
            int number = instances.incrementAndGet();
            return Probe.of(
                    (message, context) -> {
                        seen.add(number + " handles " + ((Ping) message).number());
                        if (number == 1) {
                            self.get().deactivate();
                            throw new IOException("on purpose");
                        }
                        return null;
                    },
                    context -> seen.add(number + " starts"),
                    context -> seen.add(number + " stops"));
        };
        KernelHandle handle =
                runtime.launch("probe", LaunchOptions.instance(supplier).onFailure(restart(5)));
        self.set(handle);
        runtime.send("probe", new Ping(1));
        runtime.send("probe", new Ping(2));

        handle.activate();

        Eventually.holds("the first is stopped", () -> seen.contains("1 stops"));
        assertThat(handle.state()).isEqualTo(KernelState.DEACTIVATED);
        assertThat(seen).containsExactly("1 starts", "1 handles 1", "1 stops");
        handle.activate();
        Eventually.holds("the next has taken over", () -> seen.contains("2 handles 2"));
        assertThat(seen).containsExactly("1 starts", "1 handles 1", "1 stops", "2 starts", "2 handles 2");
    }

    @Test
    void obeysItsBudgetExactly() {
        KernelHandle handle = runtime.launch(Tally.class, LaunchOptions.DEFAULT.onFailure(restart(3)))
                .activate();
        for (int i = 1; i <= 3; i++) {
            assertThatThrownBy(() -> ask(handle, -1)).isExactlyInstanceOf(RequestFailedException.class);
            assertThat(ask(handle, i)).isEqualTo(i);
            assertThat(handle.restarts()).isEqualTo(i);
        }

        assertThatThrownBy(() -> ask(handle, -4)).isExactlyInstanceOf(RequestFailedException.class);

        handle.await(KernelState.FAILED, LONG);
        assertThat(handle.failure().orElseThrow()).hasMessage("negative: -4");
        assertThat(handle.restarts()).isEqualTo(3);
        assertThat(runtime.kernelIds()).isEmpty();
    }

    @Test
    void acceptsMessagesWhileItWaitsForTheRestart() {
        FailurePolicy slow = FailurePolicy.restart(3, WINDOW, Duration.ofMillis(50), Duration.ofMillis(50));
        KernelHandle handle = runtime.launch(Tally.class, LaunchOptions.DEFAULT.onFailure(slow))
                .activate();
        long startNs = System.nanoTime();
        runtime.send("tally", new Ping(-1));
        handle.await(KernelState.STARTING, LONG);

        CompletableFuture<Pong> answer = runtime.request("tally", new Ping(2), Pong.class, LONG);
        assertThat(handle.state()).isEqualTo(KernelState.STARTING);

        assertThat(answer.join()).isEqualTo(new Pong(2));
        assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(50_000_000);
    }

    @Test
    void pausesAndEndsWhileItWaitsForTheRestart() {
        AtomicInteger instances = new AtomicInteger();
        FailurePolicy never = FailurePolicy.restart(3, WINDOW, Duration.ofDays(1), Duration.ofDays(1));
        KernelHandle handle =
                runtime.launch("probe", noting(instances).onFailure(never)).activate();
        runtime.send("probe", new Ping(-1));
        handle.await(KernelState.STARTING, LONG);
        runtime.send("probe", new Ping(1));
        handle.deactivate();
        assertThat(handle.state()).isEqualTo(KernelState.DEACTIVATED);
        assertThatThrownBy(() -> handle.activate(SHORT)).isExactlyInstanceOf(KernelTimeoutException.class);
        assertThat(handle.state()).isEqualTo(KernelState.STARTING);

        assertThat(handle.terminate()).isEqualTo(1);

        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(seen).containsExactly("1 starts", "1 stops");
        assertThat(instances).hasValue(1);
    }

    @Test
    void triesAgainWhenAFreshInstanceDoesNotStart() {
        AtomicInteger instances = new AtomicInteger();
        Supplier<Object> supplier = () -> {
            int number = instances.incrementAndGet();
            if (number == 2) {
                throw new IllegalStateException("constructor");
            }
            return Probe.of(
                    (message, context) -> {
                        checkNumber(message);
                        return new Pong(number);
                    },
                    context -> {
                        seen.add(number + " starts");
                        if (number == 3) {
                            throw new IOException("hook");
                        }
                    },
                    context -> seen.add(number + " stops"));
        };
        KernelHandle handle = runtime.launch(
                        "probe", LaunchOptions.instance(supplier).onFailure(restart(3)))
                .activate();
        runtime.send("probe", new Ping(-1));

        assertThat(ask(handle, 1)).isEqualTo(4);

        assertThat(seen).containsExactly("1 starts", "1 stops", "3 starts", "4 starts");
        assertThat(handle.restarts()).isEqualTo(1); // three were tried, one came to be
        runtime.send("probe", new Ping(-1));
        handle.await(KernelState.FAILED, LONG);
        assertThat(seen).endsWith("4 stops");
    }

    @Test
    void failsWhenAFreshInstanceCannotStartForAnotherReason() {
        AtomicInteger instances = new AtomicInteger();
        Supplier<Object> supplier = () -> {
            if (instances.incrementAndGet() > 1) {
                throw new IllegalStateException("constructor");
            }
            return Probe.of(
                    (message, context) -> {
                        throw new IOException("handler");
                    },
                    null,
                    null);
        };
        KernelHandle handle = runtime.launch(
                        "probe",
                        LaunchOptions.instance(supplier)
                                .onFailure(FailurePolicy.resume().on(IOException.class, restart(3))))
                .activate();

        runtime.send("probe", new Ping(1));

        handle.await(KernelState.FAILED, LONG);
        assertThat(handle.failure().orElseThrow()).hasMessage("constructor");
    }

    @Test
    void countsEachRuleByItselfAlsoIfTwoHaveTheSamePolicy() {
        FailurePolicy once = restart(1);
        Probe.Handler throwing = (message, context) -> {
            throw ((Ping) message).number() == 1
                    ? new IllegalArgumentException("one")
                    : new IllegalStateException("two");
        };
        KernelHandle handle = runtime.launch(
                        "probe",
                        LaunchOptions.instance((Supplier<Object>) () -> Probe.of(throwing, null, null))
                                .as("a")
                                .onFailure(FailurePolicy.resume()
                                        .on(IllegalArgumentException.class, once)
                                        .on(IllegalStateException.class, once)))
                .activate();

        runtime.send("a", new Ping(1));
        runtime.send("a", new Ping(2));
        Eventually.holds("it was restarted twice", () -> handle.restarts() == 2);
        runtime.send("a", new Ping(2));

        handle.await(KernelState.FAILED, LONG);
        assertThat(handle.failure().orElseThrow()).hasMessage("two");
    }

    @Test
    void refusesToRestartTheOneInstanceThatWasGiven() {
        assertThatThrownBy(() -> runtime.launch(
                        new Tally(1),
                        LaunchOptions.DEFAULT.onFailure(FailurePolicy.resume().on(Error.class, restart(1)))))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("restart needs a fresh instance: kernel=tally, policy=RESUME except {class java.lang.Error="
                        + "RESTART(most=1, window=PT10M, backoff=PT0S to PT0S)}; give LaunchOptions.instance a"
                        + " supplier, or let the kernel resume or stop");
        assertThat(runtime.kernelIds()).isEmpty();
    }

    // ---- the message in hand

    @Test
    void neverHandlesAMessageAgain() {
        AtomicInteger attempts = new AtomicInteger();
        KernelHandle handle = runtime.launch(
                        "probe",
                        LaunchOptions.instance((Supplier<Object>) () -> Probe.of(
                                        (message, context) -> {
                                            attempts.incrementAndGet();
                                            throw new IOException("poison");
                                        },
                                        null,
                                        null))
                                .onFailure(restart(100)))
                .activate();
        for (int i = 0; i < 50; i++) {
            runtime.send("probe", new Ping(i));
        }

        Eventually.holds("all have failed", () -> handle.counters().failed() == 50);

        Eventually.holds("all are restarted", () -> handle.restarts() == 50);
        assertThat(attempts).hasValue(50);
        List<DeadLetter> letters = runtime.deadLetters().list();
        assertThat(letters).hasSize(50).allSatisfy(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.FAILED);
            assertThat(letter.cause().orElseThrow()).hasMessage("poison");
        });
    }

    // ---- stop

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void failsAndLeavesTheRestToTheDeadLetters(boolean dedicated) {
        AtomicInteger instances = new AtomicInteger();
        LaunchOptions options = noting(instances).onFailure(FailurePolicy.stop());
        KernelHandle handle = runtime.launch("probe", dedicated ? options.dedicated(Idle.BACKOFF) : options);
        for (int number : new int[] {1, -2, 3, 4}) {
            runtime.send("probe", new Ping(number));
        }
        CompletableFuture<Pong> owed = runtime.request("probe", new Ping(5), Pong.class, LONG);

        handle.activate();

        handle.await(KernelState.FAILED, LONG);
        assertThat(seen).containsExactly("1 starts", "1 handles 1", "1 stops");
        assertThat(handle.failure().orElseThrow())
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("negative: -2");
        assertThat(handle.counters().undelivered()).isEqualTo(3);
        assertThat(handle.counters().waiting()).isZero();
        assertThat(owed).isCompletedExceptionally();
        assertThat(runtime.deadLetters().list())
                .extracting(DeadLetter::reason)
                .containsExactly(Reason.FAILED, Reason.TERMINATED, Reason.TERMINATED, Reason.TERMINATED);
        assertThat(handle.terminate()).isEqualTo(3);
        assertThatThrownBy(() -> handle.ref(Ping.class).send(new Ping(1)))
                .hasMessage("kernel has ended: kernel=probe, state=FAILED; launch it again to send to it");
    }

    @Test
    void restartsNoMoreWhileItEnds() {
        KernelHandle handle = launch("a", (message, context) -> {
            entered.countDown();
            await(released);
            throw new IOException("late");
        });
        handle.terminate();
        AtomicInteger instances = new AtomicInteger();
        KernelHandle restarting = runtime.launch(
                "probe",
                LaunchOptions.instance((Supplier<Object>) () -> {
                            instances.incrementAndGet();
                            return Probe.of(
                                    (message, context) -> {
                                        entered.countDown();
                                        await(released);
                                        throw new IOException("late");
                                    },
                                    null,
                                    null);
                        })
                        .onFailure(restart(10)));
        runtime.send("probe", new Ping(1));
        runtime.send("probe", new Ping(2));
        restarting.activate();
        await(entered);
        Thread ender = start(() -> seen.add(restarting.terminate(LONG)));
        restarting.await(KernelState.TERMINATING, LONG);
        released.countDown();

        Eventually.ends(ender);

        assertThat(seen).containsExactly(1L);
        assertThat(restarting.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(instances).hasValue(1);
    }

    @Test
    void failsOnItsOwnPolicyPerKindOfFailure() {
        FailurePolicy policy = FailurePolicy.stop()
                .on(IllegalArgumentException.class, FailurePolicy.resume())
                .on(StackOverflowError.class, restart(1));
        KernelHandle handle = runtime.launch(
                        "probe",
                        LaunchOptions.instance((Supplier<Object>) () -> Probe.of(
                                        (message, context) -> switch ((int) ((Ping) message).number()) {
                                            case 1 -> throw new IllegalArgumentException();
                                            case 2 -> throw new StackOverflowError();
                                            case 3 -> throw new OutOfMemoryError("on purpose");
                                            default -> new Pong(0);
                                        },
                                        null,
                                        null))
                                .onFailure(policy))
                .activate();

        runtime.send("probe", new Ping(1));
        assertThat(ask(handle, 0)).isZero();
        assertThat(handle.restarts()).isZero();
        runtime.send("probe", new Ping(2));
        assertThat(ask(handle, 0)).isZero();
        assertThat(handle.restarts()).isEqualTo(1);
        runtime.send("probe", new Ping(3));
        handle.await(KernelState.FAILED, LONG);
        assertThat(handle.failure().orElseThrow()).isExactlyInstanceOf(OutOfMemoryError.class);
    }

    // ---- children

    private LaunchOptions parentOf(String child, LaunchOptions childOptions) {
        return Probe.hooked(
                (message, context) -> {
                    checkNumber(message);
                    return new Pong(((Ping) message).number());
                },
                context -> {
                    seen.add("parent starts");
                    context.launch("probe", childOptions.as(child)).activate();
                },
                context -> seen.add("parent stops"));
    }

    private LaunchOptions child(FailurePolicy policy) {
        return Probe.hooked(
                        (message, context) -> {
                            checkNumber(message);
                            return null;
                        },
                        context -> seen.add("child starts"),
                        context -> seen.add("child stops"))
                .onFailure(policy);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endsItsChildrenFirst(boolean dedicated) {
        LaunchOptions options = parentOf("child", child(FailurePolicy.resume()));
        KernelHandle parent = runtime.launch("probe", dedicated ? options.dedicated(Idle.YIELDING) : options)
                .activate();
        KernelHandle child = runtime.handle("child").orElseThrow();
        for (int i = 0; i < 100; i++) {
            runtime.send("child", new Ping(i));
        }

        assertThat(parent.terminate()).isZero();

        assertThat(seen).containsExactly("parent starts", "child starts", "child stops", "parent stops");
        assertThat(child.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(child.counters().handled()).isEqualTo(100);
        assertThat(runtime.kernelIds()).isEmpty();
    }

    @Test
    void givesUpAChildThatDoesNotEnd() {
        LaunchOptions stuck = Probe.with((message, context) -> {
            entered.countDown();
            await(released);
            return null;
        });
        KernelHandle parent = runtime.launch("probe", parentOf("child", stuck)).activate();
        KernelHandle child = runtime.handle("child").orElseThrow();
        runtime.send("child", new Ping(1));
        await(entered);

        parent.terminate(Duration.ofMillis(10));

        assertThat(child.state()).isEqualTo(KernelState.FAILED);
        assertThat(parent.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(seen).containsExactly("parent starts", "parent stops");
        released.countDown();
    }

    @Test
    void endsItsChildrenWhenItFails() {
        KernelHandle parent = runtime.launch(
                        "probe",
                        parentOf("child", child(FailurePolicy.resume())).onFailure(FailurePolicy.stop()))
                .activate();
        KernelHandle child = runtime.handle("child").orElseThrow();

        runtime.send("probe", new Ping(-1));

        parent.await(KernelState.FAILED, LONG);
        assertThat(child.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(seen).containsExactly("parent starts", "child starts", "child stops", "parent stops");
    }

    @Test
    void leavesNoChildWhenItIsGivenUp() {
        AtomicReference<KernelHandle> child = new AtomicReference<>();
        KernelHandle parent = activate("parent", (message, context) -> {
            child.set(context.launch("probe", Probe.with(ECHO).as("child")).activate());
            entered.countDown();
            await(released);
            seen.add(thrownBy(() -> context.launch("probe", Probe.with(ECHO).as("late"))));
            return null;
        });
        runtime.send("parent", new Ping(1));
        await(entered);

        parent.terminate(Duration.ZERO);

        assertThat(parent.state()).isEqualTo(KernelState.FAILED);
        child.get().await(KernelState.TERMINATED, LONG);
        released.countDown();
        Eventually.holds("the handler returned", () -> !seen.isEmpty());
        assertThat((Throwable) seen.remove())
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage("kernel is ending and has no more children: kernel=parent, state=FAILED, child=late");
        assertThat(runtime.kernelIds()).isEmpty();
    }

    @Test
    void findsNoChildBeforeItsParentHasTakenItIn() {
        KernelHandle handle = activate("parent", ECHO);
        Kernel parent = runtime.kernelOf("parent");
        KernelDefinition definition = runtime.definitions().find("probe");
        LaunchOptions options = child(FailurePolicy.resume()).as("unborn").dedicated(Idle.PARKING);
        AtomicReference<Throwable> refused = new AtomicReference<>();
        Thread launcher = new Thread(() -> refused.set(thrownBy(() -> runtime.launch(definition, options, parent))));

        synchronized (parent.family) { // which takes nobody in meanwhile
            launcher.start();
            Eventually.holds("it is to be taken in", () -> launcher.getState() == Thread.State.BLOCKED);
            assertThat(runtime.kernelIds()).containsExactly("parent");
            assertThatThrownBy(() -> runtime.send("unborn", new Ping(1)))
                    .isExactlyInstanceOf(UnknownKernelException.class);
            parent.family.leave();
        }

        Eventually.ends(launcher);
        assertThat(refused.get())
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage("kernel is ending and has no more children: kernel=parent, state=ACTIVE, child=unborn");
        assertThat(runtime.kernelIds()).containsExactly("parent");
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("ringkernel-unborn");
        assertThat(seen).isEmpty();
        handle.terminate();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endsAChildThatIsEndedAsSoonAsItsParentHasIt(boolean dedicated) {
        LaunchOptions options = child(FailurePolicy.resume());
        KernelDefinition definition = runtime.definitions().find("probe");
        LaunchOptions placed = dedicated ? options.dedicated(Idle.PARKING) : options;
        Kernel child = new Kernel(new Launch(runtime, "child", 1, definition, placed, options.make(definition)), null);
        child.life.launch();
        child.control.beginEnd(System.nanoTime());

        child.startExecutor();

        Eventually.holds("it has ended", () -> child.state() == KernelState.TERMINATED);
        assertThat(seen).isEmpty();
    }

    @Test
    void launchesOthersAfterManyChildrenWereRefused() {
        activate("parent", ECHO);
        Kernel parent = runtime.kernelOf("parent");
        KernelDefinition definition = runtime.definitions().find("probe");
        parent.family.leave();

        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> runtime.launch(definition, Probe.with(ECHO).as("child"), parent))
                    .isExactlyInstanceOf(KernelStateException.class);
        }

        activate("other", ECHO);
        assertThat(runtime.call("other", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));
        assertThat(runtime.kernelIds()).containsExactly("other", "parent");
    }

    @Test
    void makesItsChildrenAnewWhenItIsRestarted() {
        LaunchOptions childOptions = child(FailurePolicy.resume());
        KernelHandle parent = runtime.launch(
                        "probe",
                        LaunchOptions.instance((Supplier<Object>) () -> Probe.of(
                                        (message, context) -> {
                                            checkNumber(message);
                                            return new Pong(1);
                                        },
                                        context -> {
                                            seen.add("parent starts");
                                            context.launch("probe", childOptions.as("child"))
                                                    .activate();
                                        },
                                        context -> seen.add("parent stops")))
                                .onFailure(restart(5)))
                .activate();
        KernelHandle first = runtime.handle("child").orElseThrow();
        runtime.send("probe", new Ping(-1));

        assertThat(ask(parent, 1)).isEqualTo(1);

        assertThat(first.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(runtime.handle("child").orElseThrow().state()).isEqualTo(KernelState.ACTIVE);
        assertThat(seen)
                .containsExactly(
                        "parent starts",
                        "child starts",
                        "child stops",
                        "parent stops",
                        "parent starts",
                        "child starts");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hasNoMoreChildrenOfAnInstanceThatHasFailed(boolean hasChild) {
        LaunchOptions options = child(FailurePolicy.resume());
        AtomicInteger instances = new AtomicInteger();
        Supplier<Object> parent = () -> {
            int instance = instances.incrementAndGet();
            return Probe.of(
                    (message, context) -> {
                        if (instance == 1) {
                            context.defer(() -> seen.add(thrownBy(() -> context.launch("probe", options.as("task")))
                                    .getMessage()));
                        }
                        checkNumber(message);
                        return new Pong(instance);
                    },
                    context -> {
                        if (hasChild) {
                            context.launch("probe", Probe.with(ECHO).as("first"));
                        }
                    },
                    context -> {
                        if (instance == 1) {
                            seen.add(thrownBy(() -> context.launch("probe", options.as("hook")))
                                    .getMessage());
                        }
                    });
        };
        KernelHandle handle = runtime.launch(
                        "probe", LaunchOptions.instance(parent).as("parent").onFailure(restart(5)))
                .activate();
        long startNs = System.nanoTime();

        runtime.send("parent", new Ping(-1));
        assertThat(ask(handle, 1)).isEqualTo(2);

        assertThat(System.nanoTime() - startNs).isLessThan(Family.LONGEST_WAIT_NS);
        assertThat(seen)
                .containsExactly(
                        "instance has failed and has no more children: kernel=parent, state=STARTING, child=task",
                        "instance has failed and has no more children: kernel=parent, state=STARTING, child=hook");
        assertThat(runtime.handle("first").isPresent()).isEqualTo(hasChild);
    }

    @Test
    void endsAfterAChildThatEndedBefore() {
        KernelHandle parent = runtime.launch("probe", parentOf("child", child(FailurePolicy.resume())))
                .activate();
        runtime.handle("child").orElseThrow().terminate();

        assertThat(parent.terminate(Duration.ofSeconds(10))).isZero();

        assertThat(parent.state()).isEqualTo(KernelState.TERMINATED);
    }

    // ---- escalate

    @Test
    void leavesItsFailureToItsParent() {
        KernelHandle parent = runtime.launch(
                        "probe",
                        parentOf("child", child(FailurePolicy.escalate())).onFailure(FailurePolicy.stop()))
                .activate();
        KernelHandle child = runtime.handle("child").orElseThrow();

        runtime.send("child", new Ping(-7));

        parent.await(KernelState.FAILED, LONG);
        child.await(KernelState.FAILED, LONG);
        assertThat(child.failure().orElseThrow()).hasMessage("negative: -7");
        assertThat(parent.failure()).isEqualTo(child.failure());
    }

    @Test
    void isToldOfAFailureAlsoWhileItIsDeactivated() {
        KernelHandle parent = runtime.launch(
                        "probe",
                        parentOf("child", child(FailurePolicy.escalate())).onFailure(FailurePolicy.stop()))
                .activate();
        parent.deactivate();

        runtime.send("child", new Ping(-7));

        parent.await(KernelState.FAILED, LONG);
    }

    @Test
    void goesOnWhenThePolicyOfTheParentIsToResume() {
        KernelHandle parent = runtime.launch("probe", parentOf("child", child(FailurePolicy.escalate())))
                .activate();
        KernelHandle child = runtime.handle("child").orElseThrow();

        runtime.send("child", new Ping(-7));

        child.await(KernelState.FAILED, LONG);
        assertThat(ask(parent, 1)).isEqualTo(1);
        assertThat(parent.terminate()).isZero();
    }

    @Test
    void failsAloneWithoutAParent() {
        KernelHandle handle =
                runtime.launch("probe", child(FailurePolicy.escalate())).activate();

        runtime.send("probe", new Ping(-7));

        handle.await(KernelState.FAILED, LONG);
        assertThat(handle.failure().orElseThrow()).hasMessage("negative: -7");
    }
}
