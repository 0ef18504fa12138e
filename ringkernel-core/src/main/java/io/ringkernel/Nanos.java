// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Durations as numbers that can be added to {@link System#nanoTime}: none counts as more than a century. */
final class Nanos {
    /** More than a century: what a timeout of any length counts as at most. */
    static final long ENDLESS = TimeUnit.DAYS.toNanos(36_525);

    private Nanos() {}

    /** Checks a timeout that a caller gave. {@return it in nanoseconds} */
    static long ofTimeout(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must not be negative: timeout=" + timeout);
        }
        return of(timeout);
    }

    static long of(Duration duration) {
        return Math.min(ENDLESS, TimeUnit.NANOSECONDS.convert(duration));
    }

    /** {@return the later of two values of {@link System#nanoTime}} */
    static long later(long a, long b) {
        return a - b > 0 ? a : b;
    }

    /** {@return the earlier of two values of {@link System#nanoTime}} */
    static long earlier(long a, long b) {
        return a - b < 0 ? a : b;
    }

    /** {@return the time of day as nanoseconds since 1970} */
    static long sinceEpoch() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }
}
