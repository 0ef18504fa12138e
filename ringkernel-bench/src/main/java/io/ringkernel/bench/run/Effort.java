// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import java.time.Duration;
import java.util.Locale;

/**
 * How thoroughly a run measures.
 *
 * @param rounds        in which the sides take turns, each in a fork of its own
 * @param warmUps       of a fork
 * @param iterations    of a fork that are measured
 * @param iteration     length of both
 * @param latencyWarmUp for how long a latency is not yet measured
 * @param latency       for how long it is
 */
public record Effort(
        int rounds, int warmUps, int iterations, Duration iteration, Duration latencyWarmUp, Duration latency) {
    /** For figures that are quoted. */
    public static final Effort FULL =
            new Effort(5, 3, 5, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(10));

    /** For a first look: shows orders of magnitude, and whether everything works. */
    public static final Effort QUICK =
            new Effort(1, 3, 3, Duration.ofMillis(400), Duration.ofSeconds(1), Duration.ofSeconds(2));

    /** For gates: one round of many. */
    static final Effort GATE =
            new Effort(1, 4, 2, Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(500));

    /** To try the kit itself: its figures mean nothing. */
    public static final Effort SMOKE =
            new Effort(1, 1, 1, Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(100));

    /** {@return all of it in a line} */
    String about() {
        return String.format(
                Locale.ROOT,
                "%d round%s in which the sides take turns; warm-up %d × %d ms, measured %d × %d ms; latencies: warm-up %d ms,"
                        + " measured %d ms",
                rounds,
                rounds == 1 ? "" : "s",
                warmUps,
                iteration.toMillis(),
                iterations,
                iteration.toMillis(),
                latencyWarmUp.toMillis(),
                latency.toMillis());
    }

    /**
     * Measures as long in each round, but in so many.
     *
     * @param number of rounds, 1 or more
     * @return the effort of that
     */
    public Effort rounds(int number) {
        return new Effort(number, warmUps, iterations, iteration, latencyWarmUp, latency);
    }
}
