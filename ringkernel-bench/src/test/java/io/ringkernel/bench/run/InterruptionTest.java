// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.bench.report.Figure;
import io.ringkernel.bench.report.Results;
import io.ringkernel.bench.run.Comparison.Side;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that measures is ended by a signal, while a fork of it runs. */
class InterruptionTest {
    private static final int TERMINATED = 128 + 15;

    /** Measures 1 in the first round, and in the second what never comes to an end. */
    private static final class Endless implements Trial {
        @Override
        public double seconds(Effort effort) {
            return 1;
        }

        @Override
        public Outcome run(Session session, String name) throws IOException {
            if (name.endsWith("-1")) {
                return Outcome.of(1, 0);
            }
            Process fork = new ProcessBuilder("sleep", "1000").start();
            System.out.println("fork " + fork.pid());
            throw new IOException("fork ended: status=" + fork.onExit().join().exitValue());
        }
    }

    /** The program. */
    static final class Program {
        public static void main(String[] args) throws IOException {
            Session session = new Session(Effort.SMOKE.rounds(3), Jdk.current(), Path.of(args[0]), System.out);
            new Interruption(
                    session,
                    word -> System.out.println(
                            "last words: " + word + ", " + session.figures().size() + " figure, "
                                    + session.failures().size() + " failures"));
            Comparison comparison =
                    Comparison.ofCosts("row", "A row", "A note.", "ns", new Side("side", true, 1, new Endless()));
            session.measure(comparison, new Progress(List.of(comparison), Effort.SMOKE.rounds(3), System.out));
        }
    }

    @Test
    @Timeout(60)
    void keepsWhatWasMeasuredAndEndsTheFork(@TempDir Path folder) throws Exception {
        Process program = new ProcessBuilder(
                        Jdk.current().java(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = program.inputReader()) {
            String line = "";
            while (!line.startsWith("fork ")) {
                line = Objects.requireNonNull(lines.readLine(), "the program ended");
            }
            ProcessHandle fork =
                    ProcessHandle.of(Long.parseLong(line.substring(5))).orElseThrow();

            program.toHandle().destroy(); // which leaves its output open

            assertThat(lines.lines()).containsExactly("last words: interrupted, 1 figure, 0 failures");
            assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(TERMINATED);
            assertThat(fork.isAlive()).isFalse();
        } finally {
            program.destroyForcibly();
        }
        assertThat(Results.read(folder).figures()).extracting(Figure::values).containsExactly(List.of(1.0));
        assertThat(Results.read(folder).conditions().values()).containsKeys("jdk", "machine", "effort");
    }
}
