// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatencyRecorderTest {
    private static final long HOUR_NS = 3_600_000_000_000L;

    private final LatencyRecorder recorder = new LatencyRecorder();

    @Test
    void isEmptyBeforeTheFirstRecord() {
        assertThat(recorder.snapshot()).isEqualTo(new LatencySnapshot(0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void knowsPercentilesToTwoDigits() {
        for (int i = 1; i <= 10_000; i++) {
            recorder.record(i * 1000L);
        }

        LatencySnapshot snapshot = recorder.snapshot();
        assertThat(snapshot.count()).isEqualTo(10_000);
        assertThat((double) snapshot.minNs()).isCloseTo(1_000, within(10.0));
        assertThat(snapshot.meanNs()).isCloseTo(5_000_500, within(50_000.0));
        assertThat((double) snapshot.p50Ns()).isCloseTo(5_000_000, within(50_000.0));
        assertThat((double) snapshot.p90Ns()).isCloseTo(9_000_000, within(90_000.0));
        assertThat((double) snapshot.p99Ns()).isCloseTo(9_900_000, within(99_000.0));
        assertThat((double) snapshot.p999Ns()).isCloseTo(9_990_000, within(100_000.0));
        assertThat((double) snapshot.maxNs()).isCloseTo(10_000_000, within(100_000.0));
    }

    @Test
    void addsUpOverSnapshots() {
        recorder.record(10);
        assertThat(recorder.snapshot().count()).isEqualTo(1);
        recorder.record(20);
        recorder.record(30);

        LatencySnapshot snapshot = recorder.snapshot();

        assertThat(snapshot.count()).isEqualTo(3);
        assertThat(snapshot.minNs()).isEqualTo(10);
        assertThat(snapshot.maxNs()).isEqualTo(30);
        assertThat(recorder.snapshot()).isEqualTo(snapshot);
    }

    @Test
    void keepsExtremesInsideItsRange() {
        recorder.record(-5);
        recorder.record(0);
        recorder.record(HOUR_NS);
        recorder.record(Long.MAX_VALUE);

        LatencySnapshot snapshot = recorder.snapshot();
        assertThat(snapshot.count()).isEqualTo(4);
        assertThat(snapshot.minNs()).isZero();
        assertThat((double) snapshot.maxNs()).isCloseTo(HOUR_NS, within(HOUR_NS / 100.0));
    }

    @Test
    void losesNothingToConcurrentSnapshots() throws InterruptedException {
        int records = 500_000;
        Thread writer = new Thread(() -> {
            for (int i = 0; i < records; i++) {
                recorder.record(i);
            }
        });
        writer.start();

        long last = 0;
        while (writer.isAlive()) {
            long count = recorder.snapshot().count();
            assertThat(count).isGreaterThanOrEqualTo(last);
            last = count;
        }

        writer.join();
        assertThat(recorder.snapshot().count()).isEqualTo(records);
    }
}
