// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/** A platform thread that a runtime starts, and nobody else. */
abstract class RuntimeThread extends Thread {
    private final RuntimeThreads threads;
    private boolean isPrepared;

    RuntimeThread(RuntimeThreads threads, String name) {
        super(name);
        this.threads = threads;
    }

    /** Says that the setup has seen the thread, which may be started from now on. */
    final void endPrepare() {
        isPrepared = true;
    }

    @Override
    public final void start() {
        if (!isPrepared) {
            throw new IllegalStateException(
                    "a thread setup must not start the thread: thread=" + getName() + "; the runtime starts it");
        }
        super.start();
    }

    @Override
    public final void run() {
        threads.run(this);
    }

    /** Does what the thread is for. */
    abstract void work();
}
