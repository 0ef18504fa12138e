// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.annotation.Idle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks of a latency.
 *
 * @param rate     messages per second
 * @param length   of the payload of a message in bytes; null for the seven fields that the peers carry, too
 * @param priority of a message; null for the default, beside the peers
 * @param idle     how the kernel waits; null for spinning, beside the peers
 */
public record WhatIf(
        long rate,
        @Nullable Integer length,
        @Nullable Integer priority,
        @Nullable Idle idle) {
    /** What is measured if nothing is asked for. */
    public static final WhatIf DEFAULT = new WhatIf(1_000_000, null, null, null);

    /** {@return a way to wait as the command line has it} */
    public static String nameOf(Idle idle) {
        return idle.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return whether a kernel alone is measured, as the peers have no such choice} */
    boolean isOfKernels() {
        return length != null || priority != null || idle != null;
    }
}
