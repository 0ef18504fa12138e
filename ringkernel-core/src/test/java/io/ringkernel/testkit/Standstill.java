// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Measures for how long threads stood still because none of them was told to go on. A thread that is ready to run, and only
 * has to wait for a processor that others use, does not stand still: so a bound holds on a busy machine, too.
 */
public final class Standstill {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final long INTERVAL_NS = 100_000;
    private static final long LONGEST_GAP_NS = 2_000_000;

    private Standstill() {}

    /**
     * Watches some threads, and those of the runtimes, until the former have ended or the bound is reached.
     *
     * @param threads to watch
     * @param mostNs  after which to stop
     * @return for how long all of them waited, in nanoseconds
     */
    public static long ofNs(List<Thread> threads, long mostNs) {
        long stillNs = 0;
        long lastNs = System.nanoTime();
        while (threads.stream().anyMatch(Thread::isAlive) && stillNs < mostNs) {
            LockSupport.parkNanos(INTERVAL_NS);
            boolean still =
                    threads.stream().noneMatch(Standstill::isReady) && !isARuntimeReady() && !isAnyWaitingForACore();
            long nowNs = System.nanoTime();
            if (still && nowNs - lastNs < LONGEST_GAP_NS) { // else this thread was not let run, and knows nothing
                stillNs += nowNs - lastNs;
            }
            lastNs = nowNs;
        }
        return stillNs;
    }

    /** {@return what all threads do now, for the failure} */
    public static String dump() {
        StringBuilder text = new StringBuilder();
        Thread.getAllStackTraces().forEach((thread, trace) -> {
            text.append(thread.getName()).append(' ').append(thread.getState()).append('\n');
            for (StackTraceElement element : trace) {
                text.append("    ").append(element).append('\n');
            }
        });
        return text.toString();
    }

    private static boolean isARuntimeReady() {
        Thread[] all = new Thread[2 * Thread.activeCount()];
        int count = Thread.enumerate(all);
        for (int i = 0; i < count; i++) {
            if (all[i].getName().startsWith("ringkernel-") && isReady(all[i])) {
                return true;
            }
        }
        return false;
    }

    /*
     * A thread that was unparked still counts as waiting in Java until it has got a core, which takes its time on a busy
     * machine. Where the operating system tells, it is asked.
     */
    private static boolean isAnyWaitingForACore() {
        if (!Files.isDirectory(TASKS)) {
            return false;
        }
        try (Stream<Path> tasks = Files.list(TASKS)) {
            Path self = Path.of("/proc/thread-self").toRealPath().getFileName();
            return tasks.filter(task -> !task.getFileName().equals(self)).anyMatch(Standstill::isRunnable);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRunnable(Path task) {
        try {
            String stat = Files.readString(task.resolve("stat"), StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'R'; // "number (name) state …", see proc(5)
        } catch (IOException e) { // it has ended
            return false;
        }
    }

    private static boolean isReady(Thread thread) {
        return switch (thread.getState()) {
            case NEW, RUNNABLE, BLOCKED -> true;
            default -> false;
        };
    }
}
