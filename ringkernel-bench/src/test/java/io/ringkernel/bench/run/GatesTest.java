// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.bench.run.Gates.Gate;
import io.ringkernel.bench.run.Gates.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class GatesTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);

    /** Measures what it was told before, one value after the other. */
    private record Told(Queue<Double> values, Queue<Double> transfersNs) implements Trial {
        static Told of(Double... values) {
            return new Told(new ArrayDeque<>(List.of(values)), new ArrayDeque<>());
        }

        /** That in each round. */
        static Told always(double value) {
            return of(Collections.nCopies(8, value).toArray(Double[]::new));
        }

        /** In forks that had such a T. */
        Told in(Double... itsTransfersNs) {
            transfersNs.addAll(List.of(itsTransfersNs));
            return this;
        }

        @Override
        public double seconds(Effort effort) {
            return 0;
        }

        @Override
        public Outcome run(Session session, String name) {
            double transferNs = transfersNs.isEmpty() ? Double.NaN : transfersNs.remove();
            return new Outcome(values.remove(), 0.5, transferNs, List.of(), 0, null, "");
        }
    }

    private Verdict judge(Trial ours, Trial peer, double limit) throws IOException {
        return judge(ours, peer, limit, 2);
    }

    private Verdict judge(Trial ours, Trial peer, double limit, int threads) throws IOException {
        Session session = new Session(Effort.GATE, Jdk.current(), Path.of(""), out);
        return Gates.judge(new Gate("a gate", ours, peer, limit, threads), session, out);
    }

    @Test
    void passesInTheFirstRoundThatIsWithinTheLimit() throws IOException {
        assertThat(judge(Told.of(10.0), Told.of(5.0), 2)).isEqualTo(Verdict.PASSED);
        assertThat(output.toString(StandardCharsets.UTF_8)).matches("a gate +2\\.00 +2\\.00 +1  passed\\R");
    }

    @Test
    void judgesEachSideByItsBestRound() throws IOException {
        assertThat(judge(Told.of(30.0, 10.0), Told.of(5.0, 9.0), 2)).isEqualTo(Verdict.PASSED);
    }

    @Test
    void repeatsBeforeItMisses() throws IOException {
        Told ours = Told.of(30.0, 20.0, 40.0);

        Verdict verdict = judge(ours, Told.of(5.0, 5.0, 5.0), 2);

        assertThat(verdict).isIn(Verdict.MISSED, Verdict.NOT_JUDGED); // as others use the machine of this test, or not
        assertThat(ours.values()).isEmpty();
        assertThat(output.toString(StandardCharsets.UTF_8)).contains(" 4.00 ", " 3  ");
    }

    @Test
    void comparesForksThatHadAboutTheSameT() throws IOException {
        Told ours = Told.of(170.0, 160.0).in(158.0, 157.0);

        assertThat(judge(ours, Told.of(25.0, 100.0).in(30.0, 160.0), 1.7))
                .as("160 beside 100, and not beside 25")
                .isEqualTo(Verdict.PASSED);
        assertThat(output.toString(StandardCharsets.UTF_8)).contains(" 1.60 ", " 2  ");
    }

    @Test
    void judgesByTheQuickestRhythmThatBothHad() throws IOException {
        Told ours = Told.of(160.0, 60.0, 60.0, 60.0).in(158.0, 31.0, 31.0, 31.0);
        Told peer = Told.of(120.0, 25.0, 25.0, 25.0).in(158.0, 31.0, 31.0, 31.0);

        assertThat(judge(ours, peer, 1.3))
                .as("from the second round on 60 beside 25, though 160 beside 120 is less")
                .isIn(Verdict.MISSED, Verdict.NOT_JUDGED); // as others use the machine of this test, or not
        assertThat(output.toString(StandardCharsets.UTF_8)).contains(" 2.40 ", " 4  ");
    }

    @Test
    void goesOnWhenTheFirstForksOfOneTMiss() throws IOException {
        Told ours = Told.of(160.0, 150.0, 155.0, 40.0).in(158.0, 158.0, 31.0, 31.0);

        assertThat(judge(ours, Told.of(28.0, 28.0, 110.0, 110.0).in(31.0, 31.0, 158.0, 158.0), 2))
                .as("155 beside 28 in the third round, 40 in the fourth: T was measured when they were done")
                .isEqualTo(Verdict.PASSED);
        assertThat(output.toString(StandardCharsets.UTF_8)).contains(" 1.43 ", " 4  ");
    }

    @Test
    void missesWhatNeverHadTheSameTLikeAnyOther() throws IOException {
        Told ours = Told.of(160.0, 161.0, 162.0, 163.0, 164.0, 165.0, 166.0, 167.0)
                .in(Collections.nCopies(8, 158.0).toArray(Double[]::new));
        Told peer = Told.always(28).in(Collections.nCopies(8, 31.0).toArray(Double[]::new));

        assertThat(judge(ours, peer, 2)).isIn(Verdict.MISSED, Verdict.NOT_JUDGED);
        assertThat(output.toString(StandardCharsets.UTF_8)).contains(" 5.71 ", " 8  ");
    }

    @Test
    void comparesWhatOneThreadDoesWhateverTIs() throws IOException {
        Told ours = Told.of(7.0, 7.0, 7.0).in(31.0, 158.0, 158.0);

        assertThat(judge(ours, Told.of(4.0, 7.0, 7.0).in(158.0, 158.0, 31.0), 1.05, 1))
                .isIn(Verdict.MISSED, Verdict.NOT_JUDGED);
        assertThat(output.toString(StandardCharsets.UTF_8)).contains(" 1.75 ", " 3  ");
    }

    @Test
    void saysHowManyPassed() throws IOException {
        Session session = new Session(Effort.GATE, Jdk.current(), Path.of(""), out);
        List<Gate> gates = List.of(
                new Gate("one", Told.of(10.0), Told.of(5.0), 2, 2),
                new Gate("another", Told.of(3.0), Told.of(3.0), 2, 2),
                new Gate("slow", Told.of(9.0, 9.0, 9.0), Told.of(3.0, 3.0, 3.0), 2, 2));

        boolean passed = Gates.judge(gates, session, out);

        assertThat(output.toString(StandardCharsets.UTF_8)) // as others use the machine of this test, or not
                .endsWith("2 passed, " + (passed ? "1 not judged" : "1 missed, 0 not judged") + System.lineSeparator());
    }

    @Test
    void countsBytesWithoutAPeer() throws IOException {
        assertThat(judge(Told.of(30.0), null, 1)).isEqualTo(Verdict.PASSED);
        assertThat(output.toString(StandardCharsets.UTF_8)).contains(" 0.50 ");
    }
}
