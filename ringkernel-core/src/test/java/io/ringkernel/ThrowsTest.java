// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.Messages.Ping;
import io.ringkernel.annotation.Idle;
import io.ringkernel.supervision.FailurePolicy;
import io.ringkernel.telemetry.KernelCounters;
import io.ringkernel.testkit.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A hundred kernels whose handlers throw anything, at random, and a few that never do: each of the latter gets all of its
 * messages, each of the former is restarted exactly as often as its policy says, and none stands still.
 *
 * <p>5,000 throws run in each build; {@code -Dringkernel.throws=1000000} states more, {@code -Dringkernel.throws.seed} which.
 */
@Timeout(4 * 3600)
class ThrowsTest extends RuntimeTest {
    private static final long THROWS = Long.getLong("ringkernel.throws", 5_000);
    private static final long SEED = Long.getLong("ringkernel.throws.seed", System.nanoTime());
    private static final int KERNELS = 100;
    private static final int SOUND = 4;
    private static final int KINDS = 6;
    private static final int BUDGET = 10;
    private static final Duration WINDOW = Duration.ofDays(1);

    /** A kernel, and what its handlers did. */
    private final class Subject {
        final String id;
        final Random random;
        final FailurePolicy policy;
        final boolean dedicated;
        final AtomicLong handled = new AtomicLong();
        final AtomicLong threw = new AtomicLong();
        final AtomicLong instances = new AtomicLong();
        final AtomicLong dueRestarts = new AtomicLong(); // as the policy says, its budget left aside
        final AtomicLong dueEnds = new AtomicLong();
        long accepted;
        long launches;
        KernelHandle handle;

        Subject(int number) {
            this.id = "k" + number;
            this.random = new Random(SEED + number);
            this.policy = switch (number % 4) {
                case 0 -> FailurePolicy.resume();
                case 1 -> FailurePolicy.restart(BUDGET, WINDOW, Duration.ZERO, Duration.ZERO);
                case 2 -> FailurePolicy.stop();
                default ->
                    FailurePolicy.restart(BUDGET, WINDOW, Duration.ZERO, Duration.ZERO)
                            .on(IOException.class, FailurePolicy.resume())
                            .on(LinkageError.class, FailurePolicy.stop());
            };
            this.dedicated = number % 10 == 0;
        }

        void launch() {
            Supplier<Object> supplier = () -> {
                instances.incrementAndGet();
                return Probe.of(
                        (message, context) -> {
                            long number = ((Ping) message).number();
                            if (number > 0) {
                                failAndNote((int) (number % KINDS));
                            }
                            handled.incrementAndGet();
                            return null;
                        },
                        null,
                        null);
            };
            LaunchOptions options =
                    LaunchOptions.instance(supplier).as(id).capacity(64).onFailure(policy);
            instances.set(0);
            handled.set(0);
            threw.set(0);
            dueRestarts.set(0);
            dueEnds.set(0);
            accepted = 0;
            launches++;
            handle = runtime.launch("probe", dedicated ? options.dedicated(Idle.PARKING) : options)
                    .activate();
        }

        private void failAndNote(int kind) throws Exception {
            try {
                fail(kind);
            } catch (Throwable e) {
                threw.incrementAndGet();
                switch (policy.policyFor(e).action()) {
                    case RESTART -> dueRestarts.incrementAndGet();
                    case STOP -> dueEnds.incrementAndGet();
                    default -> {} // it goes on
                }
                throw e;
            }
        }

        /* A failure is counted before the policy is followed: who waits for the second cannot go by the first. */
        private boolean isThrough() {
            return handle.state().isEnded()
                    || handle.counters().waiting() == 0
                            && handle.restarts() == dueRestarts.get()
                            && dueEnds.get() == 0
                            && handle.state() == KernelState.ACTIVE;
        }

        /** Sends a few messages, of which each second one makes the handler throw. */
        void send() {
            KernelRef<Ping> ref = handle.ref(Ping.class);
            for (int i = 0; i < 20; i++) {
                long number = random.nextBoolean() ? 0 : 1 + random.nextInt(1000);
                if (ref.offer(new Ping(number)).isAccepted()) {
                    accepted++;
                }
            }
        }

        /** Waits for the end of what was sent, and compares. {@return how often the handlers threw} */
        long settle() {
            Eventually.holds("seed " + SEED + ": " + id + " is through, " + policy, this::isThrough);
            KernelCounters counters = handle.counters();
            String what = "seed " + SEED + ": " + id + ", " + policy + ", " + counters;
            assertThat(counters.accepted()).as(what).isEqualTo(accepted);
            assertThat(counters.handled()).as(what).isEqualTo(handled.get());
            assertThat(counters.failed()).as(what).isEqualTo(threw.get());
            assertThat(handled.get() + threw.get() + counters.undelivered())
                    .as(what)
                    .isEqualTo(accepted);
            assertThat(handle.restarts()).as(what).isEqualTo(instances.get() - 1);
            assertThat(handle.restarts()).as(what).isEqualTo(Math.min(dueRestarts.get(), policy.mostRestarts()));
            if (handle.state() == KernelState.ACTIVE) {
                assertThat(counters.undelivered()).as(what).isZero();
                return 0;
            }
            assertThat(handle.state()).as(what).isEqualTo(KernelState.FAILED);
            FailurePolicy last = policy.policyFor(handle.failure().orElseThrow());
            assertThat(last.action()).as(what).isNotEqualTo(FailurePolicy.Action.RESUME);
            if (last.action() == FailurePolicy.Action.RESTART) {
                assertThat(handle.restarts()).as(what).isEqualTo(BUDGET); // and the one failure more
            }
            long thrown = threw.get();
            launch();
            return thrown;
        }
    }

    private static int depth(int depth) {
        return depth(depth + 1) + 1;
    }

    private static void fail(int kind) throws Exception {
        switch (kind) {
            case 0 -> throw new IllegalStateException("on purpose");
            case 1 -> throw new IOException("on purpose");
            case 2 -> depth(0); // a real StackOverflowError
            case 3 -> throw new OutOfMemoryError("on purpose");
            case 4 -> throw new NoClassDefFoundError("on purpose");
            default -> throw new AssertionError("on purpose");
        }
        throw new AssertionError("a recursion without end has ended");
    }

    @Override
    RuntimeOptions options() {
        return super.options().withCloseTimeout(Duration.ofSeconds(60));
    }

    @Test
    void leavesTheOthersAloneAndObeysEachBudget() {
        List<Subject> subjects = new ArrayList<>();
        for (int i = 0; i < KERNELS; i++) {
            subjects.add(new Subject(i));
            subjects.get(i).launch();
        }
        AtomicLong[] received = new AtomicLong[SOUND];
        List<KernelRef<Ping>> sound = new ArrayList<>();
        for (int i = 0; i < SOUND; i++) {
            AtomicLong count = received[i] = new AtomicLong();
            sound.add(activate("sound" + i, (message, context) -> {
                        count.incrementAndGet();
                        return null;
                    })
                    .ref(Ping.class));
        }
        long thrown = 0;
        long sent = 0;
        while (thrown < THROWS) {
            for (Subject subject : subjects) {
                subject.send();
                sound.forEach(ref -> ref.send(new Ping(0)));
                sent++;
            }
            long alive = 0;
            for (Subject subject : subjects) {
                thrown += subject.settle();
                alive += subject.handle.counters().failed();
            }
            if (thrown + alive >= THROWS) {
                break;
            }
        }

        for (int i = 0; i < SOUND; i++) {
            runtime.handle("sound" + i).orElseThrow().terminate(LONG);
            assertThat(received[i]).as("seed " + SEED).hasValue(sent);
        }
        assertThat(runtime.deadLetters().count(Reason.FAILED))
                .as("seed " + SEED)
                .isGreaterThanOrEqualTo(THROWS);
        System.out.println("throws: " + runtime.deadLetters().count(Reason.FAILED) + ", launches: "
                + subjects.stream().mapToLong(subject -> subject.launches).sum() + ", seed: " + SEED);
    }
}
