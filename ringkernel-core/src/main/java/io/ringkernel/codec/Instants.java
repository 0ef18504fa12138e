// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import java.time.Instant;

/** Points in time as nanoseconds since 1970, which reach from the year 1677 to the year 2262. */
final class Instants {
    static final long NS_PER_MS = 1_000_000;

    private static final long NS_PER_S = 1_000_000_000;

    private Instants() {}

    static Instant ofNs(long ns) {
        return Instant.ofEpochSecond(Math.floorDiv(ns, NS_PER_S), Math.floorMod(ns, NS_PER_S));
    }

    /** {@return the same in nanoseconds; one that is too far away throws an {@link ArithmeticException}} */
    static long toNs(Instant instant) {
        long seconds = instant.getEpochSecond();
        return seconds < 0 // or the seconds of the earliest instants overflow before the nanoseconds are added
                ? Math.addExact(Math.multiplyExact(seconds + 1, NS_PER_S), instant.getNano() - NS_PER_S)
                : Math.addExact(Math.multiplyExact(seconds, NS_PER_S), instant.getNano());
    }

    static long nowNs() {
        return toNs(Instant.now());
    }
}
