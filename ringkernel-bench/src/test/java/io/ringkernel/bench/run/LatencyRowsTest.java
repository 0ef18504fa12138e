// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.annotation.Idle;
import org.junit.jupiter.api.Test;

class LatencyRowsTest {
    @Test
    void namesAWayToWaitAsTheCommandLineDoes() {
        WhatIf whatIf = new WhatIf(20_000, 64, 255, Idle.BUSY_SPIN);

        assertThat(LatencyRows.comparisons(whatIf))
                .extracting(comparison -> comparison.row().title())
                .containsExactly("One way, 20,000 messages per second of 64 bytes with priority 255, busy-spin");
    }
}
