// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Idle;

/** The thread of a kernel that has one of its own: drains, and idles in the way the kernel asks for. */
final class DedicatedThread implements KernelExecutor, Runnable {
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
                lag = Lag.after(lag, passed);
                spin(lag);
            }
        }
        kernel.runtime.watchdog.forget(self);
        thread.end();
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
