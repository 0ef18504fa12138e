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
        return body -> prepare(new RuntimeThread(this, name) {
            @Override
            void work() {
                body.run();
            }
        });
    }

    /** Has a thread set up, which may be started then. {@return it} */
    <T extends RuntimeThread> T prepare(T thread) {
        thread.setDaemon(true);
        try {
            setup.prepare(thread);
        } catch (Throwable e) { // who starts it may be a sender, whose message is sent
            Log.warn("thread was not set up: thread=" + thread.getName(), e);
        }
        thread.endPrepare();
        return thread;
    }

    /** Does the work of a thread, which calls this, once, whatever the setup does. */
    void run(RuntimeThread thread) {
        Once once = new Once(thread);
        try {
            setup.run(once);
        } catch (Throwable e) {
            Log.warn("thread failed: thread=" + thread.getName(), e);
        }
        once.run();
    }

    /** The work of a thread, which is done when the thread asks for it for the first time. */
    private static final class Once implements Runnable {
        private final RuntimeThread thread;
        private boolean isBegun;

        private Once(RuntimeThread thread) {
            this.thread = thread;
        }

        @Override
        public void run() {
            if (Thread.currentThread() != thread) {
                throw new IllegalStateException("work of a thread must run on it: thread=" + thread.getName()
                        + ", caller=" + Thread.currentThread().getName()
                        + "; call work.run() in ThreadSetup.run itself");
            }
            if (!isBegun) {
                isBegun = true;
                thread.work();
            }
        }
    }
}
