// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What a kernel sent out without a caller, until somebody receives it. Bounded; one per kernel. */
final class Outbox {
    private final int capacity;
    private final ArrayDeque<Envelope<?>> envelopes = new ArrayDeque<>(0); // most kernels send nothing out
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private boolean closed;

    Outbox(int capacity) {
        this.capacity = capacity;
    }

    /** {@return whether there was room} */
    boolean offer(Envelope<?> envelope) {
        lock.lock();
        try {
            if (envelopes.size() == capacity) {
                return false;
            }
            envelopes.add(envelope);
            added.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** {@return the oldest envelope with a message of that type, or null if none came in time or will ever come} */
    <T> @Nullable Envelope<T> poll(Class<T> type, long timeoutNs) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long leftNs = timeoutNs;
            while (true) {
                Envelope<T> envelope = take(type);
                if (envelope != null || leftNs <= 0 || closed) {
                    return envelope;
                }
                leftNs = added.awaitNanos(leftNs);
            }
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("unchecked") // the message was looked at
    private <T> @Nullable Envelope<T> take(Class<T> type) {
        for (Iterator<Envelope<?>> i = envelopes.iterator(); i.hasNext(); ) {
            Envelope<?> envelope = i.next();
            if (type.isInstance(envelope.message())) {
                i.remove();
                return (Envelope<T>) envelope;
            }
        }
        return null;
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return envelopes.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes whoever receives. What is there can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            added.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
