// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

import com.sun.management.ThreadMXBean;
import io.ringkernel.testkit.OtherJvm;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A payload that is allocated, written, opened by its id, read and freed costs no byte of the heap, of whatever length it
 * is. Handles are left out by the compiler where they stay within a method, so this runs in a JVM of its own: here it has
 * compiled the same methods for other tests, which make them throw more often than not.
 */
class PayloadAllocationTest {
    @Test
    void allocatesNothing(@TempDir Path folder) throws IOException, InterruptedException {
        OtherJvm.run(Probe.class, System.getProperty("java.class.path"), "allow", folder, "");
    }

    /** What the other JVM runs; says how many bytes were allocated if that is too much. */
    static final class Probe {
        private static final int MOST_RUNS = 20;
        private static final int PAYLOADS = 1_000_000;
        private static final long MOST_BYTES = 10_000;

        private Probe() {}

        public static void main(String[] arguments) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long self = Thread.currentThread().getId();
            BufferPool pool = new BufferPool(1 << 20);
            long least = Long.MAX_VALUE;
            for (int run = 0; run < MOST_RUNS && least > MOST_BYTES; run++) {
                long before = threads.getThreadAllocatedBytes(self);
                use(pool);
                least = threads.getThreadAllocatedBytes(self) - before;
            }
            if (least > MOST_BYTES) {
                System.out.println("bytes=" + least + ", payloads=" + PAYLOADS);
            }
        }

        private static void use(BufferPool pool) {
            for (int i = 0; i < PAYLOADS; i++) {
                int index = i % 1000;
                PayloadBuffer payload = pool.allocate(index + Long.BYTES);
                payload.bytes().putLong(index, i);
                PayloadBuffer opened = pool.open(new BufferRef(payload.ref().id()));
                if (opened.bytes().getLong(index) != i) {
                    throw new AssertionError("payload was changed: i=" + i);
                }
                opened.free();
            }
        }
    }
}
