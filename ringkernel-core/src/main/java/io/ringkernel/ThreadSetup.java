// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/**
 * What is done with the platform threads that a runtime starts, see {@link RuntimeOptions#withThreads}: what a thread factory
 * would do, and what is to happen on the thread itself, as taking a core for it.
 *
 * <p>To give each dedicated kernel a core of its own, take one in {@link #run}, with {@code AffinityLock.acquireLock} of OpenHFT's
 * Java-Thread-Affinity for instance, and give it back when {@code work.run()} has returned. The runtime itself needs no such
 * library.
 *
 * <p>Both are called once for each thread; which threads there are is said in docs/architecture.md. Their names say what they are
 * for: {@code ringkernel-worker-1}, {@code ringkernel-pricing} for a kernel with a thread of its own. Coroutines on virtual threads
 * are not seen here. What is thrown is logged, and the thread goes on as if it were not.
 */
public interface ThreadSetup {
    /** Leaves threads as they are: daemons, of normal priority. */
    ThreadSetup NONE = new ThreadSetup() {};

    /**
     * Changes a thread before it is started: its name, its priority, whether it is a daemon. Called by whoever starts it, which may
     * be a sender: must not wait, nor start the thread, whose {@code start} fails until this has returned.
     *
     * @param thread a daemon, not started
     */
    default void prepare(Thread thread) {}

    /**
     * Runs a thread. Called on it. The work runs on this thread only: on another it fails, and this one does it when the call has
     * returned.
     *
     * @param work all that the thread does; returns when it is to end
     */
    default void run(Runnable work) {
        work.run();
    }
}
