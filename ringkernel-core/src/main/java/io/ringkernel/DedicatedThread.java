// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Idle;

/** The thread of a kernel that has one of its own: drains, and idles in the way the kernel asks for. */
final class DedicatedThread implements KernelExecutor, Runnable {
    private static final int LEAST_LAG = 4;
    private static final int MOST_LAG = 256;
    private static final int SPINS_PER_MESSAGE = 8;

    private final Kernel kernel;
    private final Idle idle;
    private final RestingThread thread;

    DedicatedThread(Kernel kernel, Idle idle) {
        this.kernel = kernel;
        this.idle = idle;
        this.thread = new RestingThread(kernel, this);
    }

    void start() {
        thread.start();
    }

    @Override
    public void wake(Kernel woken) {
        thread.wake();
    }

    @Override
    public void run() {
        int idleTurns = 0;
        int lag = 0;
        KernelThread self = (KernelThread) Thread.currentThread();
        kernel.runtime.watchdog.watch(self);
        while (!kernel.state().isEnded()) {
            int passed = kernel.turns.turn(KernelTurns.TURN_LIMIT);
            idleTurns = passed > 0 ? 0 : idle(idleTurns);
            if (passed < KernelTurns.TURN_LIMIT) {
                lag = lagAfter(lag, passed);
                spin(lag);
            }
        }
        kernel.runtime.watchdog.forget(self);
        thread.end();
    }

    /*
     * A kernel that is faster than its sender would take each cache line away in the moment in which it is written, and
     * both would wait for the line to travel, message by message. So one that has caught up with a stream lets the sender
     * get ahead: twice as far as before while a message or more comes in the time of eight spins, half as far when fewer
     * do. Messages that come one by one are no stream: their sender may well wait for the answer. See
     * docs/decisions/0010-a-kernel-that-has-caught-up-lags.md.
     */
    static int lagAfter(int before, int passed) {
        if (passed > 1 && passed * SPINS_PER_MESSAGE >= before) {
            return Math.min(MOST_LAG, Math.max(LEAST_LAG, before * 2));
        }
        return passed == 0 ? 0 : before / 2;
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }

    private int idle(int idleTurns) {
        int next = kernel.mayReceive() // else it would spin for nothing, and whoever changes that rings
                ? IdleTurns.after(idle, idleTurns)
                : IdleTurns.PARK;
        if (next == IdleTurns.PARK) {
            thread.rest(RestingThread.FOREVER);
            return 0;
        }
        return next;
    }
}
