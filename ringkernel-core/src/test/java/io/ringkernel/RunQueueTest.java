// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.testkit.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunQueueTest extends RuntimeTest {
    private static final int KERNELS = 600;

    private final List<Kernel> kernels = new ArrayList<>();
    private final RunQueue queue = new RunQueue();
    private final Arrivals arrivals = new Arrivals();

    RunQueueTest() {
        for (int i = 0; i < KERNELS; i++) {
            launch("k" + i, ECHO);
            kernels.add(runtime.kernelOf("k" + i));
        }
    }

    private Kernel kernel(int index) {
        return kernels.get(index);
    }

    private int indexOf(Kernel kernel) {
        return kernel == null ? -1 : kernels.indexOf(kernel);
    }

    @Test
    void isFirstInFirstOutUpToItsCapacity() {
        for (int i = 0; i < RunQueue.CAPACITY; i++) {
            assertThat(queue.add(kernel(i))).isTrue();
        }
        assertThat(queue.add(kernel(RunQueue.CAPACITY))).isFalse();
        assertThat(queue.room()).isZero();

        for (int i = 0; i < RunQueue.CAPACITY; i++) {
            assertThat(indexOf(queue.poll())).isEqualTo(i);
        }
        assertThat(queue.poll()).isNull();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void hasOneThatComesNextAndNotMore() {
        assertThat(queue.putNext(kernel(1))).isNull();
        assertThat(queue.hasNext()).isTrue();
        assertThat(queue.isEmpty()).as("what others may take").isTrue();

        assertThat(queue.putNext(kernel(2))).isSameAs(kernel(1));
        assertThat(queue.takeNext()).isSameAs(kernel(2));
        assertThat(queue.takeNext()).isNull();
    }

    @Test
    void givesHalfToAThiefOldestFirst() {
        for (int i = 0; i < 9; i++) {
            queue.add(kernel(i));
        }
        RunQueue thief = new RunQueue();

        assertThat(indexOf(queue.stealFor(thief))).isZero();

        List<Integer> stolen = new ArrayList<>();
        for (Kernel next = thief.poll(); next != null; next = thief.poll()) {
            stolen.add(indexOf(next));
        }
        assertThat(stolen).containsExactly(1, 2, 3, 4);
        assertThat(indexOf(queue.poll())).isEqualTo(5);
    }

    @Test
    void keepsNothingOfThoseThatWereTaken() throws ReflectiveOperationException {
        var field = RunQueue.class.getDeclaredField("ring");
        field.setAccessible(true);
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 100; i++) {
                queue.add(kernel(i));
            }
            RunQueue thief = new RunQueue();
            while (!queue.isEmpty()) {
                queue.stealFor(thief);
                while (thief.poll() != null) {
                    // taken
                }
            }
            queue.clear();
            assertThat((Object[]) field.get(queue)).containsOnlyNulls();
        }
    }

    /** Each kernel is in one place at a time: whoever takes it says so, and puts it back. */
    @Test
    void givesEachKernelToOneOnlyAndLosesNone() {
        int rounds = 300_000;
        AtomicInteger[] held = new AtomicInteger[KERNELS];
        for (int i = 0; i < KERNELS; i++) {
            held[i] = new AtomicInteger(1);
        }
        AtomicInteger wrong = new AtomicInteger();
        AtomicInteger stolen = new AtomicInteger();
        Thread thief = start(() -> {
            RunQueue own = new RunQueue();
            while (!Thread.currentThread().isInterrupted()) {
                for (Kernel next = queue.stealFor(own); next != null; next = own.poll()) {
                    takes(held, next, wrong);
                    stolen.incrementAndGet();
                    gives(held, next, wrong);
                    arrivals.add(next);
                }
            }
        });
        kernels.forEach(kernel -> {
            gives(held, kernel, wrong);
            arrivals.add(kernel);
        });
        for (int round = 0; round < rounds || stolen.get() == 0; round++) {
            Kernel next = round % 3 == 0 ? queue.poll() : arrivals.takeFor(queue, round % 40);
            if (next != null) {
                takes(held, next, wrong);
                gives(held, next, wrong);
                if (!queue.add(next)) {
                    arrivals.add(next);
                }
            }
        }
        thief.interrupt();
        Eventually.ends(thief);

        List<Kernel> left = new ArrayList<>();
        for (Kernel next = queue.poll(); next != null; next = queue.poll()) {
            left.add(next);
        }
        for (Kernel next = arrivals.take(); next != null; next = arrivals.take()) {
            left.add(next);
        }
        assertThat(wrong).hasValue(0);
        assertThat(left).containsExactlyInAnyOrderElementsOf(kernels);
    }

    private void takes(AtomicInteger[] held, Kernel kernel, AtomicInteger wrong) {
        if (!held[kernel.number % KERNELS].compareAndSet(0, 1)) {
            wrong.incrementAndGet();
        }
    }

    private void gives(AtomicInteger[] held, Kernel kernel, AtomicInteger wrong) {
        if (!held[kernel.number % KERNELS].compareAndSet(1, 0)) {
            wrong.incrementAndGet();
        }
    }

    @Test
    void handsOverWhatArrivedOldestFirst() {
        for (int i = 0; i < 5; i++) {
            arrivals.add(kernel(i));
        }
        assertThat(indexOf(arrivals.takeFor(queue, 2))).isZero();
        arrivals.add(kernel(5));

        assertThat(indexOf(queue.poll())).isEqualTo(1);
        assertThat(indexOf(queue.poll())).isEqualTo(2);
        for (int i = 3; i <= 5; i++) {
            assertThat(indexOf(arrivals.take())).isEqualTo(i);
        }
        assertThat(arrivals.isEmpty()).isTrue();
        assertThat(arrivals.take()).isNull();
    }

    @Test
    void handsTheSurplusOverNewestFirstInTurnsWithTheOldestOfTheOthers() {
        for (int i = 0; i < 4; i++) {
            arrivals.addSurplus(kernel(i));
            arrivals.add(kernel(10 + i));
        }

        assertThat(indexOf(arrivals.takeFor(queue, 5))).isEqualTo(3);
        for (int index : List.of(10, 2, 11, 1, 12)) {
            assertThat(indexOf(queue.poll())).isEqualTo(index);
        }
        assertThat(indexOf(arrivals.take())).isZero();
        assertThat(indexOf(arrivals.take())).isEqualTo(13);
        assertThat(arrivals.isEmpty()).isTrue();
    }

    @Test
    void comesToTheOldestOfTheSurplusNowAndThen() {
        for (int i = 0; i < 4; i++) {
            arrivals.addSurplus(kernel(i));
        }

        for (int i = 1; i < Arrivals.SURPLUS_INTERVAL; i++) {
            assertThat(arrivals.takeOldest()).isNull();
        }
        assertThat(indexOf(arrivals.takeOldest())).isZero();
        for (int i = 3; i > 0; i--) {
            assertThat(indexOf(arrivals.take())).isEqualTo(i);
        }
        assertThat(arrivals.isEmpty()).isTrue();
        assertThat(arrivals.take()).isNull();
    }

    @Test
    void countsOnlyNewOnesAsSurplus() {
        activate("used", ECHO);
        runtime.call("used", new Ping(1), Pong.class, LONG);
        Kernel used = runtime.kernelOf("used");
        Eventually.holds("it is through", () -> used.passed() == 1);
        arrivals.add(kernel(0));

        arrivals.addSurplus(used);

        assertThat(indexOf(arrivals.take())).isZero();
        assertThat(arrivals.take()).isSameAs(used);
    }
}
