// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Kernels for which a worker had no room, any number of them: links of a chain in both directions, so nothing is allocated. Guarded by
 * who owns it, but for {@link #isEmpty}.
 */
final class Surplus {
    private @Nullable Kernel newest;
    private volatile @Nullable Kernel oldest;

    /** {@return whether nothing is there; for any thread} */
    boolean isEmpty() {
        return oldest == null;
    }

    /** Adds a kernel that is in no queue. */
    void add(Kernel kernel) {
        Kernel before = newest;
        newest = kernel;
        kernel.earlierArrival = before;
        if (before == null) {
            oldest = kernel;
        } else {
            before.laterArrival = kernel;
        }
    }

    /** Takes the oldest. {@return it, or null} */
    @Nullable
    Kernel poll() {
        return take(oldest);
    }

    /** Takes the newest. {@return it, or null} */
    @Nullable
    Kernel pop() {
        return take(newest);
    }

    /** Takes the oldest that meets a condition, if that is among the first so many. {@return it, or null} */
    @Nullable
    Kernel pollIf(Predicate<Kernel> condition, int most) {
        Kernel next = oldest;
        for (int i = 0; next != null && i < most; i++) {
            if (condition.test(next)) {
                return take(next);
            }
            next = next.laterArrival;
        }
        return null;
    }

    private @Nullable Kernel take(@Nullable Kernel kernel) {
        if (kernel == null) {
            return null;
        }
        Kernel before = kernel.earlierArrival;
        Kernel after = kernel.laterArrival;
        if (before == null) {
            oldest = after;
        } else {
            before.laterArrival = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.earlierArrival = before;
        }
        kernel.earlierArrival = null;
        kernel.laterArrival = null;
        return kernel;
    }
}
