// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import io.ringkernel.RingKernelException;
import io.ringkernel.telemetry.LatencyRecorder;
import io.ringkernel.telemetry.LatencySnapshot;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Asks for the status every few milliseconds, times the answers, and draws a bar of them now and then. */
final class Progress {
    private static final long ASK_INTERVAL_MS = 5;
    private static final long QUIET_INTERVAL_MS = 1_000;
    private static final long DRAW_INTERVAL_NS = 100_000_000;
    private static final int BAR_LENGTH = 24;
    private static final String CLEAR_LINE = "\r\033[K";

    private final boolean quiet;
    private final @Nullable PrintStream terminal;
    private final LatencyRecorder latency = new LatencyRecorder();
    private final long startNs = System.nanoTime();
    private long drawnNs = startNs;
    private long mostWaiting;

    /**
     * @param quiet    whether not to ask at all
     * @param terminal to draw on, if there is one
     */
    Progress(boolean quiet, @Nullable PrintStream terminal) {
        this.quiet = quiet;
        this.terminal = terminal;
    }

    /** Returns when the crew has come to its end, or was interrupted. */
    void follow(Crew crew, Interruption interruption) {
        try {
            while (!crew.awaitEnd(quiet ? QUIET_INTERVAL_MS : ASK_INTERVAL_MS) && !interruption.hasHappened()) {
                if (!quiet) {
                    ask(crew);
                }
            }
        } catch (RingKernelException e) {
            if (!interruption.hasHappened()) { // otherwise there is nobody left to ask
                throw e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (terminal != null && !quiet) {
            terminal.print(CLEAR_LINE);
            terminal.flush();
        }
    }

    private void ask(Crew crew) {
        long askedNs = System.nanoTime();
        StatusReply status = crew.status();
        long nowNs = System.nanoTime();
        latency.record(nowNs - askedNs);
        mostWaiting = Math.max(mostWaiting, status.filesWaiting());
        if (terminal != null && nowNs - drawnNs > DRAW_INTERVAL_NS) {
            drawnNs = nowNs;
            terminal.print(CLEAR_LINE + line(status, (nowNs - startNs) / 1e9));
            terminal.flush();
        }
    }

    private static String line(StatusReply status, double seconds) {
        double bytesPerSecond = status.bytesDone() / seconds;
        String done = Text.grouped(status.filesDone()) + " of " + Text.grouped(status.files()) + " files, "
                + Text.bytes((long) bytesPerSecond) + "/s";
        if (!status.walked()) {
            return "listing … " + done;
        }
        double part = status.bytes() == 0 ? 1 : (double) status.bytesDone() / status.bytes();
        int filled = (int) (BAR_LENGTH * Math.min(part, 1));
        long secondsLeft = (long) Math.ceil((status.bytes() - status.bytesDone()) / Math.max(bytesPerSecond, 1));
        return "[" + "#".repeat(filled) + ".".repeat(BAR_LENGTH - filled) + "] " + (int) (part * 100) + " %, " + done
                + ", " + Math.max(0, secondsLeft) + " s left";
    }

    LatencySnapshot latency() {
        return latency.snapshot();
    }

    /** {@return the most files that had been found and not been done at any time} */
    long mostWaiting() {
        return mostWaiting;
    }
}
