// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Measures what the machine itself costs, before anything that runs on it. */
final class Calibrate implements Task {
    static final String HICCUPS = "hiccups.hlog";
    static final String WAKE = "wake.hlog";
    static final String TRANSFER = "transfer.";
    static final String CLOCK = "clockNs";

    private static final int TRANSFERS = 20_000;
    private static final int WAKES = 500;
    private static final long ASLEEP_NS = 1_000_000;
    private static final int CLOCK_READINGS = 2_000_000;
    private static final long TICK_NS = 1_000;

    @Override
    public Map<String, Double> run(Arguments arguments, Path folder) throws IOException {
        Map<String, Double> values = new TreeMap<>();
        double[] transfers = Transfers.perPage(TRANSFERS);
        for (int i = 0; i < transfers.length; i++) {
            values.put(TRANSFER + i, transfers[i]);
        }
        clock(CLOCK_READINGS);
        values.put(CLOCK, clock(CLOCK_READINGS));
        write(wakes(), folder.resolve(WAKE));
        write(hiccups(arguments.number("durationNs")), folder.resolve(HICCUPS));
        return values;
    }

    private static double clock(int readings) {
        long startNs = System.nanoTime();
        long last = startNs;
        for (int i = 0; i < readings; i++) {
            last = System.nanoTime();
        }
        return (double) (last - startNs) / readings;
    }

    private static Histogram wakes() {
        Histogram histogram = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        Sleeper sleeper = new Sleeper(histogram);
        sleeper.thread.start();
        for (int i = 0; i < WAKES; i++) {
            while (sleeper.thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            long asleepNs =
                    System.nanoTime() + ASLEEP_NS; // a thread that is about to park is woken for next to nothing
            while (System.nanoTime() - asleepNs < 0) {
                Thread.onSpinWait();
            }
            sleeper.wokenNs = System.nanoTime();
            LockSupport.unpark(sleeper.thread);
            while (sleeper.wokenNs != 0) {
                Thread.onSpinWait();
            }
        }
        sleeper.over = true;
        LockSupport.unpark(sleeper.thread);
        Threads.join(sleeper.thread);
        return histogram;
    }

    private static final class Sleeper implements Runnable {
        private final Thread thread = new Thread(this);
        private final Histogram histogram;
        private volatile long wokenNs;
        private volatile boolean over;

        Sleeper(Histogram histogram) {
            this.histogram = histogram;
        }

        @Override
        public void run() {
            while (!over) {
                LockSupport.park();
                long since = wokenNs;
                if (since != 0) {
                    histogram.recordValue(System.nanoTime() - since);
                    wokenNs = 0;
                }
            }
        }
    }

    /** Two threads, as most benchmarks have, that do nothing but look each microsecond how late it is. */
    private static Histogram hiccups(long durationNs) {
        Histogram here = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        Histogram there = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        Thread other = new Thread(() -> watch(durationNs, there));
        if (Runtime.getRuntime().availableProcessors() > 1) {
            other.start();
        }
        watch(durationNs, here);
        Threads.join(other);
        here.add(there);
        return here;
    }

    private static void watch(long durationNs, Histogram histogram) {
        long dueNs = System.nanoTime();
        long endNs = dueNs + durationNs;
        while (dueNs - endNs < 0) {
            long nowNs = System.nanoTime();
            while (nowNs - dueNs < 0) {
                Thread.onSpinWait();
                nowNs = System.nanoTime();
            }
            histogram.recordValue(nowNs - dueNs);
            dueNs += TICK_NS;
        }
    }

    private static void write(Histogram histogram, Path file) throws IOException {
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            HistogramLogWriter log = new HistogramLogWriter(out);
            log.outputLogFormatVersion();
            log.outputIntervalHistogram(0, 1, histogram, 1);
            if (out.checkError()) {
                throw new IOException("histogram could not be written: file=" + file);
            }
        }
    }
}
