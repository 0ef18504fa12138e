// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.telemetry.Counter;
import java.util.ArrayDeque;

/**
 * What a kernel does between two messages from its lanes: tasks that a handler deferred, and messages that handlers put
 * aside for later. Of the thread that runs the kernel alone.
 */
final class Interlude {
    /** Most tasks that wait at one time. */
    static final int MOST_TASKS = 1024;

    /** What goes up when the handler of a message returns that was put aside, and waits on. */
    final Counter putAside = new Counter();

    private final String kernelId;
    private final int slotLength;
    private final int stashCapacity;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final ArrayDeque<MessageBuffer> stash = new ArrayDeque<>();
    private final ArrayDeque<MessageBuffer> spare = new ArrayDeque<>();
    private int due;

    Interlude(String kernelId, int slotLength, int stashCapacity) {
        this.kernelId = kernelId;
        this.slotLength = slotLength;
        this.stashCapacity = stashCapacity;
    }

    void defer(Runnable task) {
        checkRoom(kernelId, tasks.size());
        tasks.add(task);
    }

    /** Checks that one more task may wait. */
    static void checkRoom(String kernelId, int waiting) {
        if (waiting == MOST_TASKS) {
            throw new IllegalStateException("too many tasks are deferred: kernel=" + kernelId + ", limit=" + MOST_TASKS
                    + "; send the kernel a message instead");
        }
    }

    /** Copies the slot of a message. */
    void stash(MessageBuffer buffer, int offset) {
        if (stash.size() == stashCapacity) {
            throw new IllegalStateException("stash is full: kernel=" + kernelId + ", capacity=" + stashCapacity
                    + "; unstash, or launch the kernel with a larger capacity");
        }
        MessageBuffer copy = spare.isEmpty() ? MessageBuffer.allocate(slotLength) : spare.pop();
        copy.putBytes(0, buffer, offset, slotLength);
        stash.add(copy);
    }

    /** Takes the last message back that was put aside. */
    void unstashLast() {
        spare.push(stash.removeLast());
        due = Math.min(due, stash.size());
    }

    /** Lets all messages be handled that are put aside now. {@return how many there are} */
    int unstash() {
        due = stash.size();
        return due;
    }

    /** {@return how many messages are to be handled that are put aside} */
    int due() {
        return due;
    }

    /** {@return whether tasks wait} */
    boolean hasTasks() {
        return !tasks.isEmpty();
    }

    /** Takes the oldest task, of which there is one. */
    Runnable nextTask() {
        return tasks.remove();
    }

    /** Forgets all tasks. {@return how many there were} */
    int dropTasks() {
        int count = tasks.size();
        tasks.clear();
        return count;
    }

    /** Takes the oldest message, one that is due. {@return its slot, to be {@linkplain #recycle recycled}} */
    MessageBuffer next() {
        due--;
        return stash.remove();
    }

    void recycle(MessageBuffer copy) {
        spare.push(copy);
    }
}
