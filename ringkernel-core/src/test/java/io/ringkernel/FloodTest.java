// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Idle;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kernels that send each other more than they have room for, and call each other meanwhile: whatever the rings, and however
 * patient they are, each message is handled or refused, and nobody waits for ever.
 */
class FloodTest extends RuntimeTest {
    private static final int ROUNDS = Integer.getInteger("ringkernel.flood.rounds", 10);
    private static final int EXTERNAL = 50;

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong handled = new AtomicLong();

    /** One way of a flood. */
    private final class Flood {
        private final KernelRuntime patient;
        private final Random random;
        private final int kernels;
        private final boolean calls;
        private final boolean pastTheContext;

        Flood(KernelRuntime patient, Random random, boolean calls, boolean pastTheContext) {
            this.patient = patient;
            this.random = random;
            this.kernels = 1 + random.nextInt(8);
            this.calls = calls;
            this.pastTheContext = pastTheContext;
        }

        private int draw(int bound) {
            synchronized (random) {
                return random.nextInt(bound);
            }
        }

        private String any() {
            return "f" + draw(kernels);
        }

        private Object handle(Object message, KernelContext context) {
            if (message instanceof Pong) {
                return message;
            }
            long left = ((Ping) message).number();
            for (int i = left == 0 ? 0 : draw(4); i > 0; i--) {
                sent.incrementAndGet();
                Ping next = new Ping(left - 1);
                boolean isPast = pastTheContext && draw(4) == 0;
                Throwable e = thrownBy(() -> send(context, isPast, next));
                if (e instanceof LaneFullException) {
                    refused.incrementAndGet();
                } else if (e != null) {
                    throw new AssertionError(e);
                }
            }
            if (calls && draw(8) == 0) {
                Throwable e = thrownBy(() -> patient.call(any(), new Pong(1), Pong.class, LONG));
                if (e instanceof RequestTimeoutException) {
                    throw new AssertionError(e);
                }
            }
            handled.incrementAndGet();
            return null;
        }

        private void send(KernelContext context, boolean isPast, Ping next) {
            if (isPast) {
                patient.send(any(), next);
            } else {
                context.send(any(), next);
            }
        }

        private LaunchOptions options(int kernel) {
            LaunchOptions options = Probe.with(this::handle).as("f" + kernel).capacity(1 << draw(5));
            return switch (draw(8)) {
                case 0 -> options.dedicated(Idle.PARKING);
                case 1 -> options.coroutine();
                case 2, 3 -> options.dedicated(Idle.BACKOFF, "shared");
                default -> options;
            };
        }

        void run() {
            List<KernelHandle> handles = new ArrayList<>();
            for (int k = 0; k < kernels; k++) {
                handles.add(patient.launch("probe", options(k)).activate());
            }
            for (int i = 0; i < EXTERNAL; i++) {
                sent.incrementAndGet();
                patient.send(any(), new Ping(5));
            }
            Eventually.holds("each message is handled or refused", () -> handled.get() + refused.get() == sent.get());
            Eventually.holds(
                    "nothing is held",
                    () -> handles.stream().allMatch(handle -> handle.counters().held() == 0));
            handles.forEach(handle -> {
                if (handle.counters().failed() != 0) {
                    throw new AssertionError(
                            handle + " failed: " + patient.deadLetters().counts());
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void endsInDeliveryOrErrors(boolean calls, boolean pastTheContext) {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = System.nanoTime();
            Random random = new Random(seed);
            RuntimeOptions impatientNever =
                    options().withWorkers(1 + random.nextInt(3)).withSendTimeout(Duration.ofHours(1));
            try (KernelRuntime patient = KernelRuntime.create(impatientNever)) {
                new Flood(patient, random, calls, pastTheContext).run();
            } catch (AssertionError e) {
                throw new AssertionError("seed=" + seed, e);
            }
        }
    }
}
