// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.Messages.Ping;
import io.ringkernel.annotation.Idle;
import io.ringkernel.testkit.Eventually;
import io.ringkernel.testkit.Standstill;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever waits for room wakes up soon: when there is some, when the kernel ends, when the runtime closes. */
@Timeout(600)
class WakeUpTest extends RuntimeTest {
    private static final int ROUNDS = Integer.getInteger("ringkernel.close.rounds", 200);
    private static final long MOST_NS = 100_000_000;
    private static final long ROOM_NS = 1_000_000;

    /** How a wait is ended. */
    enum End {
        TERMINATE {
            @Override
            void of(KernelRuntime runtime, KernelHandle... handles) {
                for (KernelHandle handle : handles) {
                    handle.terminate(Duration.ZERO);
                }
            }
        },
        CLOSE {
            @Override
            void of(KernelRuntime runtime, KernelHandle... handles) {
                runtime.close();
            }
        };

        abstract void of(KernelRuntime runtime, KernelHandle... handles);
    }

    @ParameterizedTest
    @EnumSource
    void wakesWhoeverIsBlockedAtTheEnd(End end) {
        RuntimeOptions options = options().withPayloadLimitBytes(1 << 17).withCloseTimeout(Duration.ZERO);
        String half = "x".repeat(70_000);
        for (int round = 0; round < ROUNDS; round++) {
            try (KernelRuntime small = KernelRuntime.create(options)) {
                KernelHandle handle = small.launch("probe", Probe.with(ECHO).capacity(2));
                KernelHandle other = small.launch("probe", Probe.with(ECHO).as("other"));
                small.send("probe", new Ping(0));
                small.send("probe", new Ping(0));
                small.send("other", new Ping(0, half));
                AtomicReference<Throwable> noRoom = new AtomicReference<>();
                AtomicReference<Throwable> noMemory = new AtomicReference<>();
                Thread first = start(() -> noRoom.set(thrownBy(() -> small.send("probe", new Ping(1)))));
                Thread second = start(() -> noMemory.set(thrownBy(() -> small.send("other", new Ping(1, half)))));
                Eventually.rests(first);
                Eventually.rests(second);

                Thread ending = start(() -> end.of(small, handle, other));

                long stillNs = Standstill.ofNs(List.of(ending, first, second), MOST_NS);
                if (stillNs >= MOST_NS) {
                    throw new AssertionError("stood still: round=" + round + "\n" + Standstill.dump());
                }
                assertThat(noRoom.get()).isInstanceOfAny(KernelStateException.class, RuntimeClosedException.class);
                assertThat(noMemory.get()).isInstanceOfAny(KernelStateException.class, RuntimeClosedException.class);
                assertThat(small.deadLetters().count(DeadLetter.Reason.TERMINATED))
                        .isEqualTo(5);
            }
        }
    }

    @Test
    void wakesWhoeverIsBlockedWhenThereIsRoom() {
        long[] latenciesNs = new long[101];
        CountDownLatch[] goOn = new CountDownLatch[2 * latenciesNs.length];
        Arrays.setAll(goOn, i -> new CountDownLatch(1));
        AtomicLong returnedNs = new AtomicLong();
        KernelHandle handle = runtime.launch(
                        "probe",
                        Probe.with((message, context) -> {
                                    await(goOn[(int) ((Ping) message).number()]);
                                    returnedNs.set(System.nanoTime());
                                    return null;
                                })
                                .capacity(1)
                                .dedicated(Idle.PARKING))
                .activate();
        for (int i = 0; i < latenciesNs.length; i++) {
            int first = 2 * i;
            runtime.send("probe", new Ping(first));
            AtomicLong sentNs = new AtomicLong();
            Thread sender = start(() -> {
                runtime.send("probe", new Ping(first + 1));
                sentNs.set(System.nanoTime());
            });
            Eventually.rests(sender);

            goOn[first].countDown();

            Eventually.ends(sender);
            latenciesNs[i] = sentNs.get() - returnedNs.get();
            goOn[first + 1].countDown();
            int handled = first + 2;
            Eventually.holds("both are handled", () -> handle.counters().handled() == handled);
        }

        Arrays.sort(latenciesNs);
        assertThat(latenciesNs[latenciesNs.length / 2]).as("median").isLessThan(ROOM_NS);
    }

    @Test
    void wakesWhoeverIsBlockedAfterTheMessageInHandAndNotLater() {
        int capacity = 1024; // of which up to 64 slots are given back together when nobody waits
        CountDownLatch[] goOn = {new CountDownLatch(1), new CountDownLatch(1)};
        KernelHandle handle = runtime.launch(
                "probe",
                Probe.with((message, context) -> {
                            long number = ((Ping) message).number();
                            if (number < goOn.length) {
                                await(goOn[(int) number]);
                            }
                            return null;
                        })
                        .capacity(capacity));
        for (int i = 0; i < capacity; i++) {
            runtime.send("probe", new Ping(i));
        }
        Thread sender = start(() -> runtime.send("probe", new Ping(capacity)));
        Eventually.rests(sender);
        handle.activate();

        goOn[0].countDown();

        Eventually.ends(sender);
        assertThat(handle.counters().handled()).isEqualTo(1);
        goOn[1].countDown();
    }
}
