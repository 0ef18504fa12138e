// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import io.ringkernel.telemetry.LatencySnapshot;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** What is printed at the end: digests to standard output, all else to standard error. */
final class Report {
    private static final int DONE = 0;
    private static final int INCOMPLETE = 1;
    private static final int BROKEN_PIPE = 141; // as the shell says of a program that was ended by the closed pipe
    private static final int OUT_LENGTH = 64 * 1024;
    private static final int LABEL_LENGTH = 18;
    private static final int COLUMN_LENGTH = 11;

    private final boolean quiet;
    private final OutputStream out;
    private final PrintStream err;
    private final long startNs;

    Report(boolean quiet, OutputStream out, PrintStream err, long startNs) {
        this.quiet = quiet;
        this.out = out;
        this.err = err;
        this.startNs = startNs;
    }

    /** Prints what is done. {@return the exit status} */
    int print(Crew crew, Progress progress, boolean interrupted) {
        Aggregator aggregator = crew.aggregator();
        try (OutputStream lines = new BufferedOutputStream(out, OUT_LENGTH)) {
            for (byte[] line : aggregator.lines()) {
                lines.write(line);
            }
        } catch (IOException e) {
            return cannotWrite(e);
        }
        if (!quiet) {
            aggregator.failures().forEach((path, reason) -> err.println(RawPath.toString(path) + ": " + reason));
            printTable(crew, progress, aggregator.status());
            if (interrupted) {
                err.println("interrupted: what was done until then is printed");
            }
            err.flush();
        }
        return aggregator.failures().isEmpty() ? DONE : INCOMPLETE;
    }

    private int cannotWrite(IOException e) {
        if ("Broken pipe".equals(e.getMessage())) {
            return BROKEN_PIPE; // whoever read the digests has seen enough
        }
        err.println("fingerprint: cannot write: " + Reason.of(e));
        return INCOMPLETE;
    }

    private void printTable(Crew crew, Progress progress, StatusReply status) {
        long ns = Math.max(1, System.nanoTime() - startNs);
        line("files", Text.grouped(status.filesDone()) + " of " + Text.grouped(status.files()));
        line("failures", Text.grouped(status.failures()));
        line("bytes", Text.grouped(status.bytesDone()));
        line(
                "seconds",
                Text.decimal(ns, 1_000_000_000, 2) + ", " + Text.bytes((long) (status.bytesDone() * 1e9 / ns)) + "/s");
        line("messages", Text.grouped(crew.messages()));
        line("waiting, at most", Text.grouped(progress.mostWaiting()) + " files");
        row("latency", "count", "p50", "p90", "p99", "p99.9", "longest");
        row("hash requests", crew.aggregator().latency());
        row("status requests", progress.latency());
    }

    private void row(String label, LatencySnapshot latency) {
        row(
                label,
                Text.grouped(latency.count()),
                Text.duration(latency.p50Ns()),
                Text.duration(latency.p90Ns()),
                Text.duration(latency.p99Ns()),
                Text.duration(latency.p999Ns()),
                Text.duration(latency.maxNs()));
    }

    private void row(String label, String... columns) {
        StringBuilder row = new StringBuilder();
        for (String column : columns) {
            row.append(Text.padLeft(column, COLUMN_LENGTH));
        }
        line(label, row.toString());
    }

    private void line(String label, String text) {
        err.println(Text.padRight(label, LABEL_LENGTH) + text);
    }
}
