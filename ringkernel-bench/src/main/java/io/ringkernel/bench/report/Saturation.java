// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import java.util.Locale;

/**
 * That a side did not keep up with the rate at which it was measured, so that its times only tell how long the run was.
 *
 * @param reached messages per second
 * @param due     messages per second
 */
public record Saturation(long reached, long due) {
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "saturated: %,d of %,d per second", reached, due);
    }
}
