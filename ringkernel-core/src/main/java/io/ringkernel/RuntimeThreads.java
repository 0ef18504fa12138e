// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.concurrent.ThreadFactory;

/** Makes the platform threads of one runtime as its options say. */
final class RuntimeThreads {
    private final ThreadSetup setup;

    RuntimeThreads(ThreadSetup setup) {
        this.setup = setup;
    }

    /** {@return a factory of threads of one name} */
    ThreadFactory named(String name) {
        return body -> prepare(new Thread(() -> run(body), name));
    }

    /** Prepares a thread that will call {@link #run}. {@return it} */
    <T extends Thread> T prepare(T thread) {
        thread.setDaemon(true);
        try {
            setup.prepare(thread);
        } catch (Throwable e) { // who starts it may be a sender, whose message is sent
            Log.warn("thread was not set up: thread=" + thread.getName(), e);
        }
        return thread;
    }

    /** Does the work of the calling thread, once, whatever the setup does. */
    void run(Runnable work) {
        Once once = new Once(work);
        try {
            setup.run(once);
        } catch (Throwable e) {
            Log.warn("thread failed: thread=" + Thread.currentThread().getName(), e);
        }
        once.run();
    }

    /** Work that is done when it is asked for the first time, by the thread that made this. */
    private static final class Once implements Runnable {
        private final Runnable work;
        private boolean isBegun;

        private Once(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            if (!isBegun) {
                isBegun = true;
                work.run();
            }
        }
    }
}
