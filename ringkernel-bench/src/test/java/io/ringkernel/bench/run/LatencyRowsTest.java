// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.annotation.Idle;
import io.ringkernel.bench.report.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyRowsTest {
    @Test
    void namesAWayToWaitAsTheCommandLineDoes() {
        WhatIf whatIf = new WhatIf(20_000, 64, 255, Idle.BUSY_SPIN);

        assertThat(LatencyRows.comparisons(whatIf))
                .extracting(comparison -> comparison.row().title())
                .containsExactly("One way, 20,000 messages per second of 64 bytes with priority 255, busy-spin");
    }

    @Test
    void comparesWithNothingThatWasAskedInAnotherWay() {
        assertThat(ids(new WhatIf(20_000, 64, 255, Idle.BUSY_SPIN)))
                .containsExactly("latency-what-if-20000-64-255-busy-spin");
        assertThat(ids(new WhatIf(5_000, 10, null, Idle.PARKING)))
                .containsExactly("latency-what-if-5000-10-128-parking");
        assertThat(ids(new WhatIf(5_000, null, null, null))).contains("latency-one-way-5000");
        assertThat(ids(WhatIf.DEFAULT)).contains("latency-one-way");
    }

    @Test
    void saysWhichPercentileStandsInTheTable() {
        assertThat(LatencyRows.comparisons(WhatIf.DEFAULT))
                .allSatisfy(comparison -> assertThat(comparison.row())
                        .returns("p99", Row::value)
                        .satisfies(row -> assertThat(row.note()).endsWith(" The value in the table is p99.")));
    }

    private static List<String> ids(WhatIf whatIf) {
        return LatencyRows.comparisons(whatIf).stream()
                .map(comparison -> comparison.row().id())
                .toList();
    }
}
