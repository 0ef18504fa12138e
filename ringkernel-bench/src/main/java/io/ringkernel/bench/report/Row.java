// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

/**
 * One comparison: what is measured of several sides.
 *
 * @param id    by which goals and earlier runs find it
 * @param title in a table
 * @param note  what one has to know to read it; one sentence or two
 * @param kind  how it is shown
 * @param value which one of its distribution stands in a table, as {@code p99}; empty if there is none
 */
public record Row(String id, String title, String note, Kind kind, String value) {
    /** How a row is shown. */
    public enum Kind {
        /** As bars: one value per side. */
        COST,
        /** As curves: a distribution of durations per side. */
        LATENCY
    }
}
