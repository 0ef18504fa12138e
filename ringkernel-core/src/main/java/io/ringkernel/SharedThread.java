// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Idle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs several dedicated kernels in turn. It has the right to run those that are awake; a kernel that rests gives that
 * right to whoever rings, and {@link Seat#wake} brings it back.
 */
final class SharedThread extends KernelThread {
    final String name;
    final Idle idle;

    /** How many kernels have a place here; guarded by {@link SharedThreads}. */
    int kernels;

    private final KernelRuntime runtime;

    /* Kernels that are awake, and that the thread has not seen yet. */
    private final Arrivals arrivals = new Arrivals();

    /* Of the thread. */
    private final List<Kernel> awake = new ArrayList<>();
    private boolean isOver;

    /* Whether the thread parks, or is about to. It says so and then looks who has arrived; who arrives says so, and then looks here. */
    private volatile boolean rests;

    SharedThread(KernelRuntime runtime, String name, Idle idle) {
        super(runtime.threads, "ringkernel-" + name);
        this.runtime = runtime;
        this.name = name;
        this.idle = idle;
        runtime.threads.prepare(this);
    }

    /** The place of one kernel on such a thread. */
    static final class Seat implements KernelExecutor {
        final Kernel kernel;
        final String threadName;
        final Idle idle;

        private volatile @Nullable SharedThread thread; // null before the kernel is launched
        private volatile boolean isLeft;

        Seat(Kernel kernel, String threadName, Idle idle) {
            this.kernel = kernel;
            this.threadName = threadName;
            this.idle = idle;
        }

        /** Has the kernel run by the thread, awake until it says otherwise. */
        void take() {
            kernel.runtime.sharedThreads.join(this);
        }

        /* The thread is known before it runs the kernel, and so before anybody can wake it. */
        void takeOn(SharedThread taken) {
            thread = taken;
            taken.wake(kernel);
        }

        @Override
        public void wake(Kernel woken) {
            if (isLeft) {
                woken.turns.runInline();
            } else {
                Objects.requireNonNull(thread, "thread").wake(woken);
            }
        }

        /** {@return whether the kernel has its turns on a thread} */
        boolean isOn(Thread other) {
            return thread == other;
        }

        /** {@return the other kernel that has the thread at the moment, or null; of one that waits there it is exact} */
        @Nullable
        Kernel holder() {
            SharedThread taken = thread;
            Kernel now = taken == null ? null : taken.kernel;
            return now == kernel ? null : now;
        }

        /* Called by the thread. The kernel has ended; what still comes is seen to by whoever brings it. */
        private void leave() {
            isLeft = true;
            kernel.endSpin();
            kernel.turns.runInline();
        }
    }

    private void wake(Kernel kernel) {
        arrivals.add(kernel);
        if (rests) {
            rests = false; // one signal is enough
            LockSupport.unpark(this);
        }
    }

    @Override
    void work() {
        runtime.watchdog.watch(this);
        int idleTurns = 0;
        while (!isOver) {
            idleTurns = runEach() > 0 ? 0 : idle(idleTurns);
        }
        runtime.watchdog.forget(this);
    }

    /* Gives each kernel its turn. {@return how many messages were handled} */
    private int runEach() {
        for (Kernel next = arrivals.take(); next != null; next = arrivals.take()) {
            awake.add(next);
        }
        int passed = 0;
        for (int i = 0; i < awake.size(); i++) {
            Kernel next = awake.get(i);
            passed += run(next);
            if (next.state().isEnded()) {
                awake.remove(i--);
                end(next);
            }
        }
        return passed;
    }

    private int run(Kernel next) {
        kernel = next;
        int passed = next.turns.turn(Worker.TURN_LIMIT, runtime.pool.turnNs);
        next.turns.tellAfterFence(); // it may be long until its next turn
        kernel = null;
        return passed;
    }

    private void end(Kernel ended) {
        Objects.requireNonNull(ended.seat(), "seat").leave();
        isOver = runtime.sharedThreads.leave(this);
    }

    private int idle(int idleTurns) {
        int next = mayReceive() ? IdleTurns.after(idle, idleTurns) : IdleTurns.PARK;
        if (next == IdleTurns.PARK) {
            rest();
            return 0;
        }
        return next;
    }

    /* Else it would spin for nothing, and whoever changes that rings. */
    private boolean mayReceive() {
        for (int i = 0; i < awake.size(); i++) {
            if (awake.get(i).mayReceive()) {
                return true;
            }
        }
        return false;
    }

    private void rest() {
        awake.removeIf(kernel -> kernel.turns.rest());
        if (!awake.isEmpty() || isOver) {
            return;
        }
        rests = true;
        while (rests && arrivals.isEmpty()) {
            LockSupport.park(this);
            Thread.interrupted(); // an interrupt must not turn the park into a spin
        }
        rests = false;
    }
}
