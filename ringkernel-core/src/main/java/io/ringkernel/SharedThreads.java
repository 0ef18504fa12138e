// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.HashMap;
import java.util.Map;

/** The threads of a runtime that several dedicated kernels share, by their names. Each is there while it has a kernel. */
final class SharedThreads {
    private final Map<String, SharedThread> threads = new HashMap<>(); // guarded by this

    /**
     * Gives a kernel its place on a thread, which is started if it is not there.
     *
     * @throws IllegalArgumentException if the thread idles in another way
     */
    synchronized void join(SharedThread.Seat seat) {
        SharedThread thread = threads.get(seat.threadName);
        if (thread == null) {
            thread = new SharedThread(seat.kernel.runtime, seat.threadName, seat.idle);
            thread.start();
            threads.put(seat.threadName, thread);
        } else if (thread.idle != seat.idle) {
            throw new IllegalArgumentException("thread idles in another way: thread=" + seat.threadName + ", idle="
                    + thread.idle + ", kernel=" + seat.kernel.id() + ", asked=" + seat.idle
                    + "; name another thread, or idle as it does");
        }
        thread.kernels++;
        seat.takeOn(thread);
    }

    /** Takes the place of a kernel that has ended. {@return whether the thread has none left, and is to end} */
    synchronized boolean leave(SharedThread thread) {
        thread.kernels--;
        return thread.kernels == 0 && threads.remove(thread.name, thread);
    }
}
