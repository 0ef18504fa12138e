// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.bench.report.Figure;
import io.ringkernel.bench.report.Results;
import io.ringkernel.bench.report.Saturation;
import io.ringkernel.bench.run.Comparison.Side;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A side that fails has no figure, is not tried again, and does not stop the others. */
class SessionTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(Effort.FULL, Jdk.current(), folder, out);
    }

    /** Measures what it was told before, and fails when there is nothing left. */
    private record Told(Queue<Double> values) implements Trial {
        @Override
        public double seconds(Effort effort) {
            return 0;
        }

        @Override
        public Outcome run(Session session, String name) throws IOException {
            Double value = values.poll();
            if (value == null) {
                throw new IOException("no memory: round=" + name, new IllegalStateException("full"));
            }
            return Outcome.of(value, 0);
        }
    }

    /** Keeps up with its rate when there is nothing left to say. */
    private record Behind(Queue<Saturation> saturations) implements Trial {
        @Override
        public double seconds(Effort effort) {
            return 0;
        }

        @Override
        public Outcome run(Session session, String name) {
            return new Outcome(1, 0, 31, List.of(), 0, saturations.poll(), "-Xmx1g");
        }
    }

    private static Side side(String label, Double... values) {
        return new Side(label, false, 1, new Told(new ArrayDeque<>(List.of(values))));
    }

    private void measure(Side... sides) throws IOException {
        Comparison comparison = Comparison.ofCosts("row", "A row", "A note.", "ns", sides);
        session.measure(comparison, new Progress(List.of(comparison), Effort.FULL, out));
    }

    @Test
    void goesOnWithoutASideThatFails() throws IOException {
        measure(side("falls", 1.0, 2.0), side("stays", 1.0, 2.0, 3.0, 4.0, 5.0));

        assertThat(session.failures())
                .containsExactly(
                        "A row, falls\nno memory: round=row-falls-3\nbecause of: java.lang.IllegalStateException: full");
        assertThat(session.figures()).hasSize(1);
        assertThat(session.figures().get(0).side()).isEqualTo("stays");
        assertThat(session.figures().get(0).values()).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
        assertThat(output.toString(StandardCharsets.UTF_8)).containsOnlyOnce(" failed ");
    }

    @Test
    void hasNoFiguresIfAllSidesFailInALaterRound() throws IOException {
        measure(side("falls", 1.0), side("falls, too", 1.0, 2.0));

        assertThat(session.figures()).isEmpty();
        assertThat(Results.read(folder).figures()).isEmpty();
    }

    @Test
    void writesWhatThereIsAfterEachRound() throws IOException {
        List<Integer> written = new ArrayList<>();
        measure(new Side("side", true, 1, new Trial() {
            @Override
            public double seconds(Effort effort) {
                return 0;
            }

            @Override
            public Outcome run(Session session, String name) throws IOException {
                if (!name.endsWith("-1")) {
                    written.add(Results.read(folder).figures().get(0).values().size());
                }
                return Outcome.of(1, 0);
            }
        }));

        assertThat(written).containsExactly(1, 2, 3, 4);
    }

    @Test
    void hasWhatOneSideMeasuredWhileTheNextIsMeasured() throws IOException {
        List<List<String>> known = new ArrayList<>();
        measure(side("first", 1.0, 2.0, 3.0, 4.0, 5.0), new Side("next", true, 1, new Trial() {
            @Override
            public double seconds(Effort effort) {
                return 0;
            }

            @Override
            public Outcome run(Session session, String name) throws IOException {
                known.add(Results.read(folder).figures().stream()
                        .map(Figure::side)
                        .toList());
                return Outcome.of(1, 0);
            }
        }));

        assertThat(known.get(0)).containsExactly("first");
        assertThat(known.get(1)).containsExactly("first", "next");
    }

    @Test
    void saysThatASideDidNotKeepUp() throws IOException {
        Queue<Saturation> saturations = new ArrayDeque<>(
                List.of(new Saturation(70, 1_000), new Saturation(60, 1_000), new Saturation(80, 1_000)));
        measure(new Side("behind", false, 1, new Behind(saturations)), side("keeps up", 1.0, 2.0, 3.0, 4.0, 5.0));

        assertThat(session.figures()).extracting(Figure::saturation).containsExactly(new Saturation(60, 1_000), null);
        assertThat(session.forks()).containsExactly(Map.entry("row", Set.of("-Xmx1g", "")));
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("1 ns, saturated: 70 of 1,000 per second ", "  saturated: 60 of 1,000 per second");
    }

    @Test
    void hasNoFiguresIfAllSidesFail() throws IOException {
        measure(side("falls"), side("falls, too"));

        assertThat(session.failures()).hasSize(2);
        assertThat(session.figures()).isEmpty();
    }
}
