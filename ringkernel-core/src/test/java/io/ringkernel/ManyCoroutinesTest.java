// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.telemetry.KernelCounters;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Many coroutines that wait for answers at the same time; state more of them with {@code ringkernel.coroutines}. */
@Timeout(300)
class ManyCoroutinesTest {
    private static final int COUNT = Integer.getInteger("ringkernel.coroutines", 10_000);

    /* As many requests as a runtime can have under way. */
    private static final int MOST_IN_A_RUNTIME = 50_000;
    private static final Duration LONG = Duration.ofMinutes(5);

    /** One runtime, in which one kernel asks another with each of its messages, and gets no answer for now. */
    private static final class Office implements AutoCloseable {
        private final KernelRuntime runtime = KernelRuntime.create(
                RuntimeOptions.DEFAULT.withRequestLimit(1 << 16).withSendTimeout(LONG));
        private final ConcurrentLinkedQueue<ReplyTo<Pong>> owed = new ConcurrentLinkedQueue<>();
        private final int count;
        private long sum; // plain, of the kernel

        Office(int count) {
            this.count = count;
            runtime.launch(
                            "probe",
                            Probe.with((message, context) -> owed.add(context.replyTo(Pong.class)) ? null : null)
                                    .as("later"))
                    .activate();
            runtime.launch(
                            "probe",
                            Probe.with(this::ask).as("clerk").coroutine().reentrant(true))
                    .activate();
        }

        private Object ask(Object message, KernelContext context) {
            Pong pong = runtime.call("later", (Ping) message, Pong.class, LONG);
            sum += pong.number(); // not in one statement: it would read the sum before the wait
            return null;
        }

        void fill() {
            for (int i = 0; i < count; i++) {
                runtime.send("clerk", new Ping(i));
            }
        }

        void awaitFull() {
            Eventually.holds("all ask", () -> owed.size() == count);
            Eventually.holds("all wait", () -> runtime.kernelOf("clerk").reentry.waitingCount() == count);
        }

        KernelCounters empty() {
            owed.forEach(each -> each.reply(new Pong(1)));
            KernelHandle clerk = runtime.handle("clerk").orElseThrow();
            assertThat(clerk.terminate(LONG)).isZero();
            return clerk.counters();
        }

        @Override
        public void close() {
            runtime.close();
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void waitForAnswersAtTheSameTime() {
        List<Office> offices = new ArrayList<>();
        for (int left = COUNT; left > 0; left -= MOST_IN_A_RUNTIME) {
            offices.add(new Office(Math.min(left, MOST_IN_A_RUNTIME)));
        }

        offices.forEach(Office::fill);
        offices.forEach(Office::awaitFull);
        Runtime jvm = Runtime.getRuntime();
        System.gc();
        System.out.printf(
                "coroutines: waiting=%d, heapMiB=%d, mostHeapMiB=%d%n",
                COUNT, (jvm.totalMemory() - jvm.freeMemory()) >> 20, jvm.maxMemory() >> 20);

        for (Office office : offices) {
            assertThat(office.empty().handled()).isEqualTo(office.count);
            assertThat(office.sum).isEqualTo(office.count);
            office.close();
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void haveTimeToReturnWhenTheirRuntimeIsClosed() {
        int count = Math.min(COUNT, 10_000);
        KernelRuntime closing = KernelRuntime.create(
                RuntimeOptions.DEFAULT.withSendTimeout(LONG).withCloseTimeout(Duration.ofMillis(1)));
        LaunchOptions sleeps = Probe.with((message, context) -> {
            context.sleep(LONG);
            return null;
        });
        KernelHandle handle =
                closing.launch("probe", sleeps.coroutine().reentrant(true)).activate();
        for (int i = 0; i < count; i++) {
            closing.send("probe", new Ping(i));
        }
        Eventually.holds("all wait", () -> closing.kernelOf("probe").reentry.waitingCount() == count);

        closing.close();

        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(handle.counters().failed()).isEqualTo(count);
    }
}
