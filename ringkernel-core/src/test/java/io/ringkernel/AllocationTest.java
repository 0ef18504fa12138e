// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ringkernel.Messages.Tick;
import io.ringkernel.annotation.Idle;
import io.ringkernel.testkit.Eventually;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sending through a claim and handling in place allocate nothing, on either side. */
class AllocationTest extends RuntimeTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MESSAGES = 1_000_000;

    /** What a histogram that grows, or the compiler at work, may cost in a run of a million messages. */
    private static final long MOST_BYTES = 10_000;

    private static final int MOST_RUNS = 5;

    @Override
    RuntimeOptions options() {
        return RuntimeOptions.DEFAULT.withWorkers(1);
    }

    static Stream<Arguments> kernels() {
        return Stream.of(
                Arguments.of("adder", null),
                Arguments.of("adder", Idle.PARKING),
                Arguments.of("adder", Idle.BACKOFF),
                Arguments.of("adder", Idle.YIELDING),
                Arguments.of("adder1", null),
                Arguments.of("adder1", Idle.BACKOFF));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("kernels")
    void allocatesNothing(String id, Idle dedicated) {
        Definitions.Sum sum = new Definitions.Sum();
        LaunchOptions options = LaunchOptions.instance(sum);
        KernelHandle handle = runtime.launch(id, dedicated == null ? options : options.dedicated(dedicated));
        handle.activate();
        KernelRef<Tick> ref = handle.ref(Tick.class);
        Claim claim = new Claim();
        send(ref, claim, sum);

        long[] allocated = {Long.MAX_VALUE, Long.MAX_VALUE};
        for (int run = 0; run < MOST_RUNS && Math.max(allocated[0], allocated[1]) > MOST_BYTES; run++) {
            Thread kernel = sum.thread;
            long sentBefore =
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            long handledBefore = THREADS.getThreadAllocatedBytes(kernel.getId());
            send(ref, claim, sum);
            allocated[0] =
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - sentBefore;
            allocated[1] = THREADS.getThreadAllocatedBytes(kernel.getId()) - handledBefore;
            assertThat(sum.thread).isSameAs(kernel);
        }

        assertThat(allocated[0]).as("bytes of the sender").isBetween(0L, MOST_BYTES);
        assertThat(allocated[1]).as("bytes of the kernel").isBetween(0L, MOST_BYTES);
    }

    private static void send(KernelRef<Tick> ref, Claim claim, Definitions.Sum sum) {
        long before = sum.count;
        for (int i = 0; i < MESSAGES; i++) {
            while (!ref.claim(claim).isAccepted()) {
                Thread.onSpinWait();
            }
            claim.buffer().putLong(claim.offset(), i);
            claim.publish(Long.BYTES);
        }
        Eventually.holds("all are handled", () -> sum.count == before + MESSAGES);
    }
}
