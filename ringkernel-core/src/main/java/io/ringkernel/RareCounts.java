// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.telemetry.Counter;
import java.util.concurrent.atomic.LongAdder;

/** What a kernel counts that most kernels never come to count. Those with one writer are written by the thread that runs the kernel. */
final class RareCounts {
    /** Of each kernel that has counted nothing; never written. */
    static final RareCounts NONE = new RareCounts();

    final LongAdder refused = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder displaced = new LongAdder();
    final LongAdder unanswered = new LongAdder();
    final Counter failed = new Counter();
    final Counter expired = new Counter();
    final Counter duplicates = new Counter();
    final Counter undelivered = new Counter();
}
