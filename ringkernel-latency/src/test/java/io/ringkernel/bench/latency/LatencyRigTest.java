// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyRigTest {
    private static final long STALL_NS = Duration.ofMillis(50).toNanos();

    private final LatencyRig rig =
            LatencyRig.atRate(10_000).warmUp(Duration.ofMillis(20)).duration(Duration.ofMillis(200));

    @Test
    void chargesAStallForAllMessagesThatWereDueInIt() {
        LatencyProbe probe = rig.probe();
        long[] sent = new long[1];

        LatencyReport report = rig.run(stampNs -> {
            if (++sent[0] == 1_000) {
                long untilNs = System.nanoTime() + STALL_NS;
                while (System.nanoTime() - untilNs < 0) {
                    Thread.onSpinWait();
                }
            }
            probe.arrived(stampNs);
        });

        // 500 of 2,000 messages were due while one stalled; the first of them waited for all of it, the last for none.
        assertThat(report.measured()).isEqualTo(2_000);
        assertThat(report.longestNs()).isGreaterThanOrEqualTo(STALL_NS);
        assertThat(report.percentileNs(85)).isGreaterThan(STALL_NS / 10);
        assertThat(report.delayNs(100)).isGreaterThan(STALL_NS * 9 / 10);
    }

    @Test
    void saysThatTheRateIsTooHigh() {
        LatencyRig fast = LatencyRig.atRate(100_000_000).warmUp(Duration.ZERO).duration(Duration.ofMillis(1));
        LatencyProbe probe = fast.probe();

        LatencyReport report = fast.run(probe::arrived);

        assertThat(report.isSaturated()).isTrue();
        assertThat(report.achievedRate()).isLessThan(100_000_000);
        assertThat(report.toString()).contains("saturated: only ");
    }

    @Test
    void endsWhereTheSenderIsTooSlow() {
        LatencyRig fast = LatencyRig.atRate(100_000_000).warmUp(Duration.ZERO).duration(Duration.ofMillis(100));
        LatencyProbe probe = fast.probe();
        long startNs = System.nanoTime();

        LatencyReport report = fast.run(stampNs -> {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            probe.arrived(stampNs);
        });

        assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(Duration.ofSeconds(8));
        assertThat(report.isSaturated()).isTrue();
        assertThat(report.sent()).isBetween(1L, 200L);
        assertThat(report.unsent()).isEqualTo(10_000_000 - report.sent());
        assertThat(report.toString())
                .contains(" that were due were not sent: the sender was as late as the run was long");
    }

    @Test
    void saysThatMoreArrivedThanWereSent() {
        LatencyProbe probe = rig.probe();

        LatencyReport report = rig.run(stampNs -> {
            probe.arrived(stampNs);
            probe.arrived(stampNs);
        });

        assertThat(report.lost()).isZero();
        assertThat(report.toString())
                .contains("2,200 more arrived than were sent: tell one probe of each message, once");
    }

    @Test
    void refusesAStampThatIsNotItsOwn() {
        LatencyProbe probe = rig.probe();
        List<Throwable> thrown = new ArrayList<>();

        LatencyReport report = rig.run(stampNs -> {
            thrown.add(catchThrowable(
                    () -> probe.arrived(stampNs - Duration.ofDays(1).toNanos())));
            thrown.add(catchThrowable(
                    () -> probe.arrived(stampNs + Duration.ofDays(1).toNanos())));
            probe.arrived(stampNs);
        });

        assertThat(report.measured()).isEqualTo(2_000);
        assertThat(thrown)
                .hasSize(4_400)
                .allSatisfy(e -> assertThat(e)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("stamp is not of this run: stampNs=")
                        .hasMessageEndingWith("; let the message carry what the rig gave to its sender"));
    }

    @Test
    void saysThatNothingArrived() {
        Timeline delays = new Timeline(0, 1_000_000);
        delays.record(0, 10);

        LatencyReport report =
                new LatencyReport(10_000, 0, 1, 0, 1_000_000, delays, List.of(new Timeline(0, 1_000_000)));

        assertThat(report.toString()).isEqualToNormalizingNewlines("""
                0 messages at 10,000 per second, 1 lost
                no message arrived
                saturated: only 1,000 per second could be sent, so the times tell how long the run was
                """);
    }

    @Test
    void addsUpWhatSeveralProbesCollect() {
        LatencyProbe even = rig.probe();
        LatencyProbe odd = rig.probe();
        long[] sent = new long[1];

        LatencyReport report = rig.run(stampNs -> (sent[0]++ % 2 == 0 ? even : odd).arrived(stampNs));

        assertThat(report.measured()).isEqualTo(2_000);
        assertThat(report.lost()).isZero();
        assertThat(report.unsent()).isZero();
    }

    @Test
    void writesWhatOthersCanRead(@TempDir Path folder) throws Exception {
        LatencyProbe probe = rig.probe();
        LatencyReport report = rig.run(probe::arrived);

        report.write(folder, "run");

        assertThat(folder.resolve("run.hgrm")).content().contains("Value", "Percentile", "#[Mean");
        long count = 0;
        try (HistogramLogReader log =
                new HistogramLogReader(folder.resolve("run.hlog").toFile())) {
            for (Object next = log.nextIntervalHistogram(); next != null; next = log.nextIntervalHistogram()) {
                count += ((Histogram) next).getTotalCount();
            }
        }
        assertThat(count).isEqualTo(2_000);
        assertThat(Files.list(folder)).hasSize(2);
    }

    @Test
    void refusesToRunWithoutAProbe() {
        assertThatIllegalStateException()
                .isThrownBy(() -> rig.run(stampNs -> {}))
                .withMessage("rig has no probe; give rig.probe() to the receiver, and call its arrived");
    }

    @Test
    void runsOnce() {
        LatencyProbe probe = rig.probe();
        rig.run(probe::arrived);

        assertThatIllegalStateException()
                .isThrownBy(() -> rig.run(probe::arrived))
                .withMessage("rig has run already; make another one");
        assertThatIllegalStateException().isThrownBy(rig::probe).withMessage("rig has run already; make another one");
    }

    @Test
    void refusesAMessageBeforeItRuns() {
        LatencyProbe probe = rig.probe();

        assertThatIllegalStateException()
                .isThrownBy(() -> probe.arrived(System.nanoTime()))
                .withMessage("rig does not run yet; only what its sender sends is to be counted");
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LatencyRig.atRate(0))
                .withMessage("rate must be 1 to 100000000 messages per second: rate=0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rig.warmUp(Duration.ofSeconds(-1)))
                .withMessage("warm-up must be zero to one hour: warmUp=PT-1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rig.duration(Duration.ZERO))
                .withMessage("duration must be one millisecond to one hour: duration=PT0S");
        LatencyProbe probe = rig.probe();
        LatencyReport report = rig.run(probe::arrived);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.percentileNs(101))
                .withMessage("percentile must be 0 to 100: percentile=101.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.delayNs(-1))
                .withMessage("percentile must be 0 to 100: percentile=-1.0");
    }
}
