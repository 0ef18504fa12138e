// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Names handlers that do not return. Looks at the threads that run pooled and dedicated kernels four times per threshold, on the thread
 * of the timer; while there is no such thread it does not look at all.
 *
 * <p>A handler that waits for an answer or for room does so within a time that it has named, and holds nobody up; a loop has its
 * thread for itself, and a coroutine may wait: none of them is named.
 *
 * <p>Each is named once, and again when it has taken twice as long. When the whole process stood still, nobody is blamed for that time:
 * it is left out of what a handler has taken. Nobody at all is blamed while a debugger may have stopped him.
 */
final class Watchdog {
    private static final int LOOKS_PER_THRESHOLD = 4;

    private final KernelRuntime runtime;
    private final long thresholdNs;
    private final long intervalNs;
    private final ConcurrentMap<KernelThread, Sight> sights = new ConcurrentHashMap<>();
    private final List<Consumer<Stall>> listeners = new CopyOnWriteArrayList<>();

    /* Guarded by the monitor. */
    private boolean looks;

    /* Of the thread of the timer. */
    private long lastLookNs;

    Watchdog(KernelRuntime runtime, Duration threshold) {
        this.runtime = runtime;
        this.thresholdNs = Nanos.ofTimeout(threshold);
        this.intervalNs = thresholdNs / LOOKS_PER_THRESHOLD;
    }

    /** What was seen of a thread at the last look. Of the thread of the timer. */
    private static final class Sight {
        private @Nullable Kernel kernel;
        private long passed;
        private long messageId;
        private long sinceNs;
        private long nextReportNs;

        /** Looks at what the thread does. {@return whether it is what it did the last time} */
        boolean isSame(@Nullable Kernel now) {
            long itsPassed = now == null ? 0 : now.passed();
            long itsMessage = now == null ? 0 : now.messageIdInHand();
            boolean isSame = now != null && now == kernel && itsPassed == passed && itsMessage == messageId;
            kernel = now;
            passed = itsPassed;
            messageId = itsMessage;
            return isSame;
        }
    }

    void addListener(Consumer<Stall> listener) {
        listeners.add(listener);
    }

    /** Looks at a thread from now on. Called by the thread itself, or by who starts it. */
    void watch(KernelThread thread) {
        if (thresholdNs == 0) {
            return;
        }
        sights.put(thread, new Sight());
        synchronized (this) {
            if (!looks) {
                looks = true;
                lastLookNs = System.nanoTime();
                runtime.timer.schedule(this::look, intervalNs);
            }
        }
    }

    /** Looks at a thread no more. */
    void forget(KernelThread thread) {
        sights.remove(thread);
    }

    private void look() {
        long nowNs = System.nanoTime();
        long lateNs = nowNs - lastLookNs - intervalNs;
        long stillNs = lateNs > intervalNs ? lateNs : 0;
        lastLookNs = nowNs;
        sights.forEach((thread, sight) -> {
            if (!sight.isSame(thread.kernelInHand())) {
                sight.sinceNs = nowNs;
                sight.nextReportNs = thresholdNs;
                return;
            }
            sight.sinceNs += stillNs;
            if (nowNs - sight.sinceNs >= sight.nextReportNs) {
                sight.nextReportNs = 2 * (nowNs - sight.sinceNs);
                report(thread, sight, nowNs - sight.sinceNs);
            }
        });
        synchronized (this) {
            looks = !sights.isEmpty();
            if (looks) {
                runtime.timer.schedule(this::look, intervalNs);
            }
        }
    }

    private void report(KernelThread thread, Sight sight, long durationNs) {
        Kernel kernel = sight.kernel;
        StackTraceElement[] stack = thread.getStackTrace();
        if (kernel == null || stack.length == 0 || !sight.isSame(thread.kernelInHand()) || isDebugged()) {
            return; // it went on meanwhile, or may have been stopped
        }
        Stall stall =
                new Stall(kernel.id(), kernel.doing(), Duration.ofNanos(durationNs), thread.getName(), List.of(stack));
        Throwable where = new Throwable("this is where it is");
        where.setStackTrace(stack);
        Log.warn(
                "handler does not return: kernel=" + stall.kernelId() + ", doing=" + stall.doing() + ", for="
                        + stall.duration() + ", thread=" + stall.thread(),
                where);
        listeners.forEach(listener -> runtime.events.tell("stall=" + stall, () -> listener.accept(stall)));
    }

    private static boolean isDebugged() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(argument -> argument.contains("jdwp"));
    }
}
