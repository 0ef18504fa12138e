// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import org.jspecify.annotations.Nullable;

/** A platform thread that runs kernels, and knows which one at the moment: so a call that waits knows who waits. */
abstract class KernelThread extends RuntimeThread {
    /* A virtual thread runs one kernel, and is no subclass that could say so. Nobody else looks here. */
    private static final ThreadLocal<@Nullable Kernel> OF_VIRTUAL_THREAD = new ThreadLocal<>();

    @Nullable
    Kernel kernel;

    private final HandlerWait wait = hasFailed -> endWait();
    private volatile boolean waits;

    KernelThread(RuntimeThreads threads, String name) {
        super(threads, name);
    }

    /** {@return a thread for one kernel alone, not started: a virtual one if this JDK has them} */
    static Thread ofCoroutine(Kernel kernel, Runnable body) {
        Thread virtual = VirtualThreads.unstarted(() -> {
            OF_VIRTUAL_THREAD.set(kernel);
            body.run();
        });
        if (virtual == null) {
            return of(kernel, body);
        }
        virtual.setName(nameFor(kernel));
        return virtual;
    }

    /** {@return a platform thread for one kernel alone, not started} */
    static Thread of(Kernel kernel, Runnable body) {
        RuntimeThreads threads = kernel.runtime.threads;
        KernelThread thread = new KernelThread(threads, nameFor(kernel)) {
            @Override
            void work() {
                body.run();
            }
        };
        thread.kernel = kernel;
        return threads.prepare(thread);
    }

    /** Says that the handler on this thread waits for an answer or for room. {@return the wait, to be ended} */
    final HandlerWait beginWait() {
        beforeWait(false);
        waits = true;
        return wait;
    }

    /** Does so, if it waits for what another thread of this kind is to do. {@return the wait; null if none would be left} */
    final @Nullable HandlerWait tryBeginWait() {
        if (!beforeWait(true)) {
            return null;
        }
        waits = true;
        return wait;
    }

    /** {@return whether its handler waits, while which others run what it ran} */
    final boolean isWaiting() {
        return waits;
    }

    private void endWait() {
        waits = false;
        afterWait();
    }

    /**
     * Called before a handler on this thread waits.
     *
     * @param needsOthers whether it waits for another thread of this kind
     * @return whether it may; always if it needs none
     */
    boolean beforeWait(boolean needsOthers) {
        return true;
    }

    /** Called when it has. */
    void afterWait() {}

    /** {@return the kernel in a handler or hook of which this thread is and does not wait, or null; for any thread, a hint} */
    @Nullable
    Kernel kernelInHand() {
        Kernel now = kernel;
        return now == null || waits || !now.life.isRunBy(this) ? null : now;
    }

    private static String nameFor(Kernel kernel) {
        return "ringkernel-" + kernel.id();
    }

    /** {@return the kernel in whose handler the caller is, or null} */
    static @Nullable Kernel currentKernel() {
        Thread current = Thread.currentThread();
        if (current instanceof KernelThread thread) {
            return thread.kernel;
        }
        return VirtualThreads.isOne(current) ? OF_VIRTUAL_THREAD.get() : null;
    }

    /*
     * Only threads of kernels run handlers and hooks. Others run a kernel that has ended, when nobody else is left to do so, and
     * nobody waits for that any more.
     */

    /** {@return the kernel of a runtime that the caller runs, in a handler or hook of it, or null} */
    static @Nullable Kernel runByCaller(KernelRuntime runtime) {
        Kernel own = currentKernel();
        boolean isRun = own != null && own.runtime == runtime && own.life.isRunBy(Thread.currentThread());
        return isRun ? own : null;
    }
}
