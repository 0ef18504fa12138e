// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Durations as numbers that can be added to {@link System#nanoTime}: none counts as more than a century. */
final class Nanos {
    private static final long CENTURY = TimeUnit.DAYS.toNanos(36_525);

    private Nanos() {}

    static long of(Duration duration) {
        return Math.min(CENTURY, TimeUnit.NANOSECONDS.convert(duration));
    }
}
