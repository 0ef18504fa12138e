// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.supervision.FailurePolicy;
import java.util.random.RandomGenerator;

/** How often a kernel was restarted by one policy, and how long it has to wait for the next time. */
final class RestartBudget {
    /** In the place of a time to wait: the budget is used up. */
    static final long USED_UP = -1;

    private final long windowNs;
    private final long leastNs;
    private final long mostNs;
    private final RandomGenerator random;

    /* The times of the last restarts, a ring. */
    private final long[] timesNs;
    private int count;
    private int next;

    RestartBudget(FailurePolicy policy, RandomGenerator random) {
        this.windowNs = Nanos.of(policy.window());
        this.leastNs = Nanos.of(policy.leastBackoff());
        this.mostNs = Nanos.of(policy.mostBackoff());
        this.random = random;
        this.timesNs = new long[policy.mostRestarts()];
    }

    /** Takes a restart out of the budget. {@return how long to wait before it, or {@link #USED_UP}} */
    long take(long nowNs) {
        forget(nowNs);
        if (count == timesNs.length) {
            return USED_UP;
        }
        long waitNs = backoffNs(count);
        timesNs[next] = nowNs;
        next = (next + 1) % timesNs.length;
        count++;
        return waitNs;
    }

    private void forget(long nowNs) {
        while (count > 0 && nowNs - timesNs[Math.floorMod(next - count, timesNs.length)] >= windowNs) {
            count--;
        }
    }

    /* Between what the back-off has grown to and twice as much, never above the limit. */
    private long backoffNs(int before) {
        long fromNs = grown(before);
        long toNs = grown(before + 1);
        return fromNs == toNs ? toNs : random.nextLong(fromNs, toNs);
    }

    private long grown(int times) {
        boolean exceeds = times >= Long.numberOfLeadingZeros(leastNs) - 1 || leastNs << times > mostNs;
        return leastNs == 0 ? 0 : exceeds ? mostNs : leastNs << times;
    }
}
