// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.Header;
import io.ringkernel.lane.Lane;
import io.ringkernel.lane.RoomListener;
import io.ringkernel.telemetry.Counter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one kernel has sent into lanes that were full: it waits here, as bytes, and the kernel is held back, that is, takes
 * no message, until it is gone. So a handler that sends never waits, and its kernel occupies no thread meanwhile.
 *
 * <p>Kernels that are held back in a ring would never make room for each other. In a ring each of them goes on, as long as
 * there is room here. When there is none left anywhere one of them takes messages nevertheless; and when even those that
 * are in handlers wait for room in a ring, the last one that would begin to wait fails. So it ends in delivery, or in a send that
 * fails.
 *
 * <p>Used by the thread that runs the kernel, but for {@link #look} and what asks for it.
 */
final class HeldSends implements RoomListener {
    private final Kernel kernel;
    private final int capacity;
    private List<Queue> queues =
            List.of(); // one that can be added to since something was held, as most kernels never do
    private int size;
    private long earliestNs; // before that no patience is over
    private final Counter count = new Counter();
    private @Nullable MessageBuffer scratch;
    private @Nullable Kernel awaited;
    private boolean goesOn;
    private boolean goesOnFull;
    private long alarmNs;
    private boolean hasAlarm;

    /* Read by whoever decides whether the kernel has work, also when it rests and another thread may run it already. */
    private volatile boolean holdsBack;
    private volatile boolean mustLook;

    /** Those that wait for one lane, oldest first. There are few lanes, and may be many messages: a look goes by the lanes. */
    private record Queue(Kernel target, Lane lane, String laneName, ArrayDeque<Held> messages) {}

    /** One message, as it is to lie in its slot. */
    private record Held(byte[] slot, long sinceNs, long timeoutNs, String limit) {
        long leftNs(long nowNs) {
            return timeoutNs - (nowNs - sinceNs);
        }

        long dueNs() {
            return sinceNs + Math.min(timeoutNs, Long.MAX_VALUE / 2);
        }
    }

    HeldSends(Kernel kernel, int capacity) {
        this.kernel = kernel;
        this.capacity = capacity;
    }

    // ---- for the sends of the kernel

    boolean isEmpty() {
        return size == 0;
    }

    boolean hasRoom() {
        return size < capacity;
    }

    /** {@return how many there are; for any thread} */
    long count() {
        return count.get();
    }

    /** {@return whether something waits for a lane, so that what is sent into it must wait behind} */
    boolean waitsFor(Lane lane) {
        Queue queue = queueOf(lane);
        return queue != null && !queue.messages.isEmpty();
    }

    private @Nullable Queue queueOf(Lane lane) {
        for (Queue queue : queues) {
            if (queue.lane == lane) {
                return queue;
            }
        }
        return null;
    }

    /** {@return memory in which the next message is to be written, as it is to lie in a slot of so many bytes} */
    MessageBuffer scratch(int slotLength) {
        MessageBuffer memory = scratch;
        if (memory == null || memory.capacity() < slotLength) {
            memory = MessageBuffer.allocate(slotLength);
            scratch = memory;
        }
        return memory;
    }

    /** Adds what was written there; the limit is what to say of its timeout when that is over. */
    void add(Kernel target, Lane lane, String laneName, int length, long timeoutNs, String limit) {
        byte[] slot = new byte[length];
        scratch(length).getBytes(0, slot, 0, length);
        Held held = new Held(slot, System.nanoTime(), timeoutNs, limit);
        queueFor(target, lane, laneName).messages.add(held);
        earliestNs = size == 0 ? held.dueNs() : earlier(earliestNs, held.dueNs());
        size++;
        count.increment();
        mustLook = true;
        kernel.life.stir(); // the turn ends with this message
    }

    private Queue queueFor(Kernel target, Lane lane, String laneName) {
        Queue queue = queueOf(lane);
        if (queue == null) {
            queue = new Queue(target, lane, laneName, new ArrayDeque<>());
            queues = queues.isEmpty() ? new ArrayList<>(1) : queues;
            queues.add(queue);
        }
        return queue;
    }

    /**
     * Says that the handler of the kernel itself waits for room, because there is none here either. Before it gives its worker to
     * others: those that must look at it run there.
     *
     * @param target whose lane it is, or which is to have the memory
     * @param lane   for which it waits; null if for memory, which anybody may free
     * @return who waits for whom in vain then; null if it may wait
     */
    @Nullable
    String beginWait(Kernel target, @Nullable Lane lane) {
        awaited = target;
        HoldGraph graph = kernel.runtime.holds;
        if (lane == null) {
            declare(Set.of(), () -> true);
            return null;
        }
        kernel.giveBack(); // others are to know of the room there is, before it is said that there is none
        declare(Set.of(target), lane::mayHaveRoom);
        return graph.standstill(kernel);
    }

    /** Says that it goes on, and will wait again or come to an end. */
    void pauseWait() {
        kernel.runtime.holds.resume(kernel);
    }

    /** Says that it waits no more. */
    void endWait() {
        awaited = null;
        declare(Set.of(), () -> true);
    }

    // ---- for the turns of the kernel

    /** {@return whether the kernel may take a message} */
    boolean allowsMessages() {
        return size == 0 || goesOn && (hasRoom() || goesOnFull);
    }

    /** {@return whether the kernel takes no message, whatever lies in its lanes; for any thread} */
    boolean holdsBack() {
        return holdsBack;
    }

    /** {@return whether something happened that {@link #release} is to look at; for any thread} */
    boolean mustLook() {
        return mustLook;
    }

    /** Has the kernel look whether it can go on. Called by any thread. */
    void look() {
        if (count.get() != 0) {
            mustLook = true;
            kernel.ring();
        }
    }

    @Override
    public void onRoom() {
        look();
    }

    /**
     * Sends what can be sent now, and decides whether the kernel may go on.
     *
     * @param discards whether the kernel has no time left: what is here is undelivered then
     * @return how many messages are gone
     */
    int release(boolean discards) {
        if (holdsBack) {
            kernel.runtime.holds.resume(kernel); // before it has looked at its news, it is at no standstill
        }
        mustLook = false; // before the look
        boolean isThrough = false;
        try {
            int before = size;
            sendAll();
            long nowNs = System.nanoTime();
            buryAll(discards, nowNs);
            settle(nowNs);
            isThrough = true;
            return before - size;
        } finally {
            if (!isThrough) {
                mustLook = true; // in another turn
            }
        }
    }

    /* Decides whether the kernel may go on, and sees to it that it looks again when that may be otherwise. */
    private void settle(long nowNs) {
        if (size > 0) {
            askForRoom();
            setAlarm(nowNs);
        }
        HoldGraph graph = kernel.runtime.holds;
        if (hasRoom()) {
            declare(Set.of(), () -> true);
            goesOnFull = false;
            goesOn = size > 0 && graph.isInRing(kernel);
        } else {
            kernel.giveBack(); // others are to know of the room there is, before it is said that there is none
            declare(targets(), () -> mustLook);
            goesOnFull = graph.standstill(kernel) != null;
            goesOn = goesOnFull;
        }
        holdsBack = size > 0 && !goesOn;
        if (goesOnFull) {
            graph.resume(kernel);
        }
    }

    /* Whatever is thrown meanwhile, a message that is taken out here is sent once, or a dead letter, and none is both. */

    /** Sends what can be sent now, each lane in order. */
    void sendAll() {
        for (Queue queue : queues) {
            Iterator<Held> i = queue.messages.iterator();
            while (i.hasNext() && send(queue, i.next(), i)) {
                // until the lane is full
            }
        }
        forgetEmptyQueues();
    }

    private void forgetEmptyQueues() {
        if (!queues.isEmpty()) {
            queues.removeIf(queue -> queue.messages.isEmpty());
        }
    }

    /** {@return whether the message is gone; if not, its lane is full} */
    private boolean send(Queue queue, Held held, Iterator<Held> place) {
        long sequence;
        try {
            sequence = queue.lane.claim();
            if (sequence == Lane.FULL && queue.lane.takeBack()) {
                sequence = queue.lane.claim();
            }
        } catch (IllegalStateException e) { // the lane of one producer belongs to another thread
            takeOut(place);
            bury(queue, held, Reason.LANE_FULL, "kernel cannot send: " + e.getMessage(), e);
            return true;
        } catch (LaneMemoryException e) {
            takeOut(place);
            bury(queue, held, Reason.NO_MEMORY, "request found no memory", e);
            return true;
        }
        if (sequence == Lane.FULL) {
            return false;
        }
        takeOut(place);
        if (sequence == Lane.CLOSED) {
            bury(queue, held, Reason.TERMINATED, "kernel ended before the answer", queue.target.ended());
        } else {
            put(queue, held, sequence);
        }
        return true;
    }

    private void put(Queue queue, Held held, long sequence) {
        try {
            write(queue.lane, held.slot, sequence);
        } catch (Throwable e) { // its sender is elsewhere: who looks for the message finds it among the dead letters
            queue.lane.abort(sequence);
            bury(queue, held, Reason.LANE_FULL, "request could not be written", e);
            return;
        }
        queue.lane.publish(sequence);
        queue.target.ringIfSpinning();
    }

    private void write(Lane lane, byte[] slot, long sequence) {
        MessageBuffer buffer = lane.buffer(sequence);
        int offset = lane.offset(sequence);
        buffer.putBytes(offset, slot, 0, slot.length);
        if ((Header.flags(buffer, offset) & Header.REQUEST) != 0) {
            kernel.runtime.requests.noteRoom(Header.messageId(buffer, offset));
        }
    }

    private void takeOut(Iterator<Held> place) {
        place.remove();
        size--;
        count.decrement();
    }

    /* Buries those that have no time left, or all of them. */
    private void buryAll(boolean discards, long nowNs) {
        if (!discards && nowNs - earliestNs < 0) {
            return;
        }
        long earliestLeftNs = nowNs + Long.MAX_VALUE / 2;
        for (Queue queue : queues) {
            for (Iterator<Held> i = queue.messages.iterator(); i.hasNext(); ) {
                Held held = i.next();
                if (discards) {
                    takeOut(i);
                    bury(queue, held, Reason.TERMINATED, "sender ended before the request was sent", null);
                } else if (held.leftNs(nowNs) <= 0) {
                    takeOut(i);
                    buryLate(queue, held, nowNs);
                } else {
                    earliestLeftNs = earlier(earliestLeftNs, held.dueNs());
                }
            }
        }
        earliestNs = earliestLeftNs;
        forgetEmptyQueues();
    }

    private static long earlier(long aNs, long bNs) {
        return aNs - bNs < 0 ? aNs : bNs;
    }

    private void buryLate(Queue queue, Held held, long nowNs) {
        LaneFullException failure = queue.target.laneFull(
                queue.lane,
                queue.laneName,
                ", waitedMs=" + (nowNs - held.sinceNs) / 1_000_000 + held.limit + ", sender=" + kernel.id());
        bury(queue, held, Reason.LANE_FULL, "request found no room", failure);
    }

    private void bury(Queue queue, Held held, Reason reason, String text, @Nullable Throwable failure) {
        MessageBuffer slot = scratch(held.slot.length);
        slot.putBytes(0, held.slot, 0, held.slot.length);
        try {
            queue.target.disposal.bury(reason, slot, 0, failure);
        } finally {
            queue.target.disposal.freeSpilled(slot, 0);
            queue.target.rareCounts().refused.increment();
            if ((Header.flags(slot, 0) & Header.REQUEST) != 0) {
                long request = Header.messageId(slot, 0);
                kernel.runtime.timer.callBack(() -> failRequest(request, text, failure));
            }
        }
    }

    /*
     * On another thread: what a user attached to the future might send, and change what is gone through here. The time of a
     * request may be over together with the patience of its send: that is a timeout like any other.
     */
    private void failRequest(long request, String text, @Nullable Throwable failure) {
        RequestTable requests = kernel.runtime.requests;
        if (requests.leftNs(request) > 0) {
            requests.fail(request, text, failure);
        } else {
            requests.timeOut(request);
        }
    }

    /** {@return whether the handler of the kernel waits, or has waited} */
    boolean isAwaiting() {
        return awaited != null;
    }

    private void declare(Set<Kernel> needs, BooleanSupplier hasNews) {
        HoldGraph.Hold hold = new HoldGraph.Hold(targets(), needs, hasNews);
        kernel.runtime.holds.hold(kernel, hold).forEach(other -> other.held.look());
    }

    private Set<Kernel> targets() {
        Set<Kernel> targets = new HashSet<>();
        queues.forEach(queue -> targets.add(queue.target));
        Kernel waitedFor = awaited;
        if (waitedFor != null) {
            targets.add(waitedFor);
        }
        return targets;
    }

    private void askForRoom() {
        queues.forEach(queue -> queue.lane.tellRoom(this));
    }

    /* One task at a time is on its way, or a few, when an earlier one came to be needed. */
    private void setAlarm(long nowNs) {
        long nextNs = earliestNs - nowNs;
        nextNs = Math.min(nextNs, kernel.life.drainLeftNs(nowNs));
        long dueNs = nowNs + Math.max(0, nextNs);
        if (!hasAlarm || dueNs - alarmNs < 0 || alarmNs - nowNs <= 0) {
            hasAlarm = true;
            alarmNs = dueNs;
            kernel.runtime.timer.schedule(this::look, dueNs - nowNs);
        }
    }
}
