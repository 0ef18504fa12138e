// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Those who wait for room in one lane: threads that park here, and listeners that are told. Most lanes never have one.
 *
 * <p>Who waits counts itself in, fences, and looks for room; who makes room fences, and looks whether anybody waits. So one of the two
 * sees the other. To wake a thread for each slot would cost a change of context per message: threads are told of as many slots together,
 * or at the end of a turn, and one of them looks by itself now and then, because a handler may take its time between two slots.
 */
final class RoomWaiters {
    private final Lane lane;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final List<RoomListener> listeners = new ArrayList<>(0); // guarded by the lock
    private volatile int count; // threads that wait, and listeners; written under the lock
    private volatile int listening; // listeners alone; written under the lock
    private boolean isWatched; // guarded by the lock: one of the threads that wait looks by itself now and then

    RoomWaiters(Lane lane) {
        this.lane = lane;
    }

    /** {@return whether anybody waits} */
    boolean areThere() {
        return count > 0;
    }

    /** {@return whether a listener is among them} */
    boolean areListening() {
        return listening > 0;
    }

    /** Waits until there may be room, the lane is closed, or the time is over; looks by itself so often. */
    void await(long deadlineNs, long lookIntervalNs) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            add(1);
            try {
                long leftNs = deadlineNs - System.nanoTime();
                while (leftNs > 0 && !lane.findsRoom()) {
                    awaitSignal(leftNs, lookIntervalNs);
                    leftNs = deadlineNs - System.nanoTime();
                }
            } finally {
                add(-1);
                if (!isWatched) {
                    room.signal(); // the next is to watch, or finds room, too
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitSignal(long mostNs, long lookIntervalNs) throws InterruptedException {
        if (isWatched) {
            room.awaitNanos(mostNs);
            return;
        }
        isWatched = true;
        try {
            room.awaitNanos(Math.min(mostNs, lookIntervalNs));
        } finally {
            isWatched = false;
        }
    }

    /** Has a listener told once, however often it asked before. The caller looks for room then. */
    void add(RoomListener listener) {
        lock.lock();
        try {
            if (!listeners.contains(listener)) {
                listeners.add(listener);
                listening = listeners.size();
                add(1);
            }
        } finally {
            lock.unlock();
        }
        VarHandle.fullFence();
    }

    private void add(int change) {
        count += change;
        lane.noteWaiters();
    }

    /** Wakes the threads, and tells the listeners, which do not wait any more. */
    void tell() {
        List<RoomListener> told;
        lock.lock();
        try {
            room.signalAll();
            told = List.copyOf(listeners);
            listeners.clear();
            listening = 0;
            add(-told.size());
        } finally {
            lock.unlock();
        }
        told.forEach(RoomListener::onRoom);
    }
}
