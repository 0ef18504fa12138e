// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import org.jspecify.annotations.Nullable;

/**
 * Runs one kernel in coroutines: whoever wakes it has a thread brought for it, which gives it turns until it rests, and ends.
 * While a handler waits its kernel waits, and no other does; see {@link ReentrantCoroutines}, where the kernel goes on.
 */
class Coroutines implements KernelExecutor, Runnable {
    private final Kernel kernel;

    /* Guarded by the monitor: the thread that gives the kernel a turn. */
    private final Object monitor = new Object();
    private @Nullable Thread running;

    Coroutines(Kernel kernel) {
        this.kernel = kernel;
    }

    final Kernel kernel() {
        return kernel;
    }

    @Override
    public void wake(Kernel woken) {
        boolean started = false;
        try {
            kernel.runtime.coroutineThreads.start(this);
            started = true;
        } finally {
            if (!started) {
                kernel.turns.restAgain(); // the system has no more threads: the next one who rings tries again
            }
        }
    }

    @Override
    public void run() {
        do {
            int passed = turn(KernelTurns.TURN_LIMIT);
            while (passed > 0) {
                if (passed >= KernelTurns.TURN_LIMIT) {
                    Thread.yield(); // a virtual thread keeps its carrier until it waits
                }
                passed = turn(KernelTurns.TURN_LIMIT);
            }
        } while (!kernel.turns.rest());
    }

    @Override
    public final String hint() {
        return kernel.runtime.coroutineThreads.hint(this);
    }

    final int turn(int limit) {
        note(Thread.currentThread());
        try {
            return kernel.turns.turn(limit);
        } finally {
            note(null);
            Thread.interrupted(); // what was meant for a handler, or left behind by it, ends with its turn
        }
    }

    /** Says which thread runs a handler now, or none. */
    final void note(@Nullable Thread thread) {
        synchronized (monitor) {
            running = thread;
        }
    }

    /* The monitor keeps the turn from its end meanwhile, and a turn that handles messages calls no stop hook. */
    @Override
    public void interrupt(Kernel kernel) {
        synchronized (monitor) {
            if (running != null && kernel.context().isInterruptible()) {
                running.interrupt();
            }
        }
    }
}
