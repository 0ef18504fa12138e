// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import io.ringkernel.annotation.Producers;
import io.ringkernel.buffer.MessageBuffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One ring of slots of equal length in off-heap memory, that carries messages of one level to one kernel.
 *
 * <p>A producer takes a slot, writes its message where it lies, and makes it visible:
 *
 * <pre>{@code
 * long sequence = lane.claim();
 * if (sequence < 0) {
 *     return false; // FULL or CLOSED
 * }
 * writer.wrap(lane.buffer(), lane.offset(sequence)).jobId(42).amount(3.5);
 * lane.publish(sequence);
 * }</pre>
 *
 * <h2>Assumptions and guarantees</h2>
 *
 * <p>A lane assumes that
 *
 * <ol>
 *   <li>every claimed slot is published or aborted, soon, by the thread that claimed it, and those that were claimed together
 *       are so together;
 *   <li>the first {@code int} of a published slot, its tag, is not 0, the mark of an aborted one;
 *   <li>the one producer of a {@link Producers#SINGLE} lane holds the slots of one claim at a time; a second is refused;
 *   <li>only one thread drains at a time, and hands over to the next with a happens-before edge;
 *   <li>no one keeps a reader on a slot after its handler returned.
 * </ol>
 *
 * <p>It then guarantees that messages of one producer are drained in the order they were claimed, that what was written
 * before {@link #publish} is seen by the handler, and that neither {@link #claim} nor {@link #publish} blocks or
 * allocates. Producers are lock-free. The drain is wait-free, and stops at a slot that is claimed but not yet published.
 */
public final class Lane {
    /** Returned by {@link #claim} when every slot is taken. */
    public static final long FULL = -1;

    /** Returned by {@link #claim} when the lane takes no more messages. */
    public static final long CLOSED = -2;

    /** A lane takes serial numbers in blocks of two to this power. */
    public static final int SERIAL_BITS = SerialBlock.BITS;

    private static final int ABORTED_TAG = 0;
    private static final int MOST_SLOTS_HELD_BACK = 64;
    private static final int FIRST_SLOTS = 4;
    private static final int GROWTH = 8;
    private static final long LOOK_INTERVAL_NS = 500_000;
    private static final VarHandle RELEASE_MASK;

    static {
        try {
            RELEASE_MASK = MethodHandles.lookup().findVarHandle(Lane.class, "releaseMask", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /*
     * Why one ring per level, and not one ring with a priority in each slot: a ring is drained in claim order, so an
     * urgent message behind a thousand ordinary ones would wait for them all.
     *
     * Why a drain of our own, and not an EventPoller: the poller looks for the end of the backlog at each poll, slot by
     * slot on a ring of several producers, and redelivers a message whose handler threw.
     *
     * Slots are given back to the producers a few at a time, because each time the sequence that they read changes
     * hands between cores, and the fence that comes with it waits for all that the handler wrote. Never more than a
     * sixteenth of the ring is held back, or half of one that has not grown yet, nor anything at the end of a turn. A sender whose
     * message would be refused for it takes them back itself.
     *
     * While somebody waits for room each slot is given back at once.
     */
    private final DrainCursor consumed = new DrainCursor();
    private final @Nullable SoloCursor solo; // of one producer
    private final @Nullable SharedCursor shared; // of many
    private final Doorbell doorbell;
    private final int capacity;
    private final int slotLength;
    private long relaxedMask; // written under the monitor of the cursor, as the next
    private long releaseMask; // 0 while somebody waits for room, so that each slot is given back at once
    private final long stampMask;
    private long checkMask; // says of which messages more is to be done than to show them
    private final int stampShift;

    /*
     * A lane that has a source of memory begins without any, takes a little for its first message, and more when it is full before it
     * has as many slots as it may. So most lanes of many kernels stay small, and in the caches. Who brings memory seals the cursor, so
     * that no sequence is claimed meanwhile: those that were lie in the older rings, those to come in the new one. The kernel follows,
     * and gives the memory of the older one back. See docs/decisions/0031-a-lane-begins-small.md.
     */
    private volatile Ring
            ring; // in which the latest sequences lie; written under that monitor, while the cursor is sealed
    private Ring reading; // of the thread that drains
    private final @Nullable SlotMemory memory;
    private final int firstSlots;

    private volatile @Nullable RoomWaiters
            waiters; // since somebody waited for room; written under the monitor of the cursor

    private final LongSupplier serialBlocks;
    private volatile SerialBlock serials = SerialBlock.NONE;

    private @Nullable WaterMarks marks; // set before anybody else knows the lane
    private @Nullable Runnable urgency; // set before, too

    private volatile boolean closed;

    /*
     * No VarHandle: a call of one is linked when it is executed first, and that takes more stack than all else here. The
     * first abort may well be that of a sender whose stack has come to its end.
     */
    private final AtomicLong aborted = new AtomicLong();

    /*
     * Dropping the oldest message. A message that a handler reads where it lies keeps its slot, and with it all slots
     * behind it, for as long as the handler takes. So where senders may drop, the kernel takes each message out of its
     * slot first, and the slot is free at once. Whoever takes, kernel or sender, copies the slot, and then moves
     * "consumed" past it by compare-and-set: who loses has copied in vain, and perhaps what a producer was writing
     * there already, and throws the copy away.
     */
    private volatile boolean takesOut;
    private volatile boolean shallTakeOut;
    private final AtomicReference<@Nullable MessageBuffer> spareCopy = new AtomicReference<>();
    private @Nullable MessageBuffer inHand; // of the draining thread alone

    /**
     * Creates an empty lane; takes {@code capacity * slotLength} bytes of off-heap memory.
     *
     * @param capacity      number of slots, a power of 2
     * @param slotLength    length of a slot in bytes, a multiple of 64
     * @param producers     who will claim
     * @param stampInterval every how many messages the time of publishing is kept, a power of 2; see {@link #stampNs}
     * @param serialBlocks  source of numbers for {@link #serial}: gives the first of {@value SerialBlock#LENGTH} that no
     *     other lane has, a multiple of as many
     * @param doorbell      rung at each publish
     */
    public Lane(
            int capacity,
            int slotLength,
            Producers producers,
            int stampInterval,
            LongSupplier serialBlocks,
            Doorbell doorbell) {
        this(allocate(capacity, slotLength), slotLength, producers, stampInterval, serialBlocks, doorbell);
    }

    /**
     * Creates an empty lane in memory that is there already.
     *
     * @param slots         nobody else's: a power of 2 times {@code slotLength} bytes
     * @param slotLength    length of a slot in bytes, a multiple of 64
     * @param producers     who will claim
     * @param stampInterval every how many messages the time of publishing is kept, a power of 2; see {@link #stampNs}
     * @param serialBlocks  source of numbers for {@link #serial}: gives the first of {@value SerialBlock#LENGTH} that no
     *     other lane has, a multiple of as many
     * @param doorbell      rung at each publish
     */
    public Lane(
            MessageBuffer slots,
            int slotLength,
            Producers producers,
            int stampInterval,
            LongSupplier serialBlocks,
            Doorbell doorbell) {
        this(
                slots,
                null,
                slots.capacity() / slotLength,
                0,
                slotLength,
                producers,
                stampInterval,
                serialBlocks,
                doorbell);
    }

    /**
     * Creates an empty lane of many producers that takes memory when it needs it: some for its first message, and more when it is full,
     * until it has as many slots as it may. What it does not need any more it gives back; see {@link #vacate}.
     *
     * @param capacity      most slots, a power of 2
     * @param slotLength    length of a slot in bytes, a multiple of 64
     * @param memory        from whom it takes memory: in a claim, that throws what this does. If there is none for more slots, it goes on
     *     with those that it has
     * @param stampInterval every how many messages the time of publishing is kept, a power of 2; see {@link #stampNs}
     * @param serialBlocks  source of numbers for {@link #serial}: gives the first of {@value SerialBlock#LENGTH} that no
     *     other lane has, a multiple of as many
     * @param doorbell      rung at each publish
     */
    public Lane(
            int capacity,
            int slotLength,
            SlotMemory memory,
            int stampInterval,
            LongSupplier serialBlocks,
            Doorbell doorbell) {
        this(capacity, FIRST_SLOTS, slotLength, memory, stampInterval, serialBlocks, doorbell);
    }

    /** Creates it so, with so many slots at first, if it may have as many. */
    Lane(
            int capacity,
            int firstSlots,
            int slotLength,
            SlotMemory memory,
            int stampInterval,
            LongSupplier serialBlocks,
            Doorbell doorbell) {
        this(
                MessageBuffer.nowhere(),
                memory,
                capacity,
                firstSlots,
                slotLength,
                Producers.MULTI,
                stampInterval,
                serialBlocks,
                doorbell);
    }

    private Lane(
            MessageBuffer slots,
            @Nullable SlotMemory memory,
            int capacity,
            int firstSlots,
            int slotLength,
            Producers producers,
            int stampInterval,
            LongSupplier serialBlocks,
            Doorbell doorbell) {
        checkPowerOf2(stampInterval, "stamp interval");
        checkSlots(capacity, slotLength);
        this.doorbell = doorbell;
        this.capacity = capacity;
        this.slotLength = slotLength;
        this.memory = memory;
        this.firstSlots = Math.min(firstSlots, capacity);
        this.serialBlocks = serialBlocks;
        this.stampMask = stampInterval - 1L;
        this.checkMask = stampMask;
        this.stampShift = Integer.numberOfTrailingZeros(stampInterval);
        if (producers == Producers.SINGLE) {
            this.solo = new SoloCursor(consumed, capacity);
            this.shared = null;
        } else {
            this.solo = null;
            this.shared = new SharedCursor(consumed, memory == null ? capacity : 0, capacity);
        }
        if (memory == null) {
            this.ring = new Ring(0, slots, capacity, stampInterval, shared != null);
        } else {
            this.ring = noRing(0);
        }
        this.reading = ring;
        this.relaxedMask = relaxedMask(capacity, 16);
        this.releaseMask = relaxedMask;
    }

    private Ring noRing(long first) {
        return new Ring(first, MessageBuffer.nowhere(), 1, 1, true);
    }

    private static long relaxedMask(int slots, int part) {
        return Math.max(1, Math.min(MOST_SLOTS_HELD_BACK, slots / part)) - 1L;
    }

    /** {@return the most slots that it may have} */
    public int capacity() {
        return capacity;
    }

    /** {@return how many it will take now: fewer than that if there was no memory for more when it needed them} */
    public int slots() {
        SharedCursor many = shared;
        return many == null ? capacity : many.most();
    }

    /**
     * Finds the memory of a slot.
     *
     * @param sequence from {@link #claim}
     * @return the memory in which the slot lies, and those that were claimed with it
     */
    public MessageBuffer buffer(long sequence) {
        return ringOf(sequence).slots;
    }

    /**
     * Finds a slot.
     *
     * @param sequence from {@link #claim}
     * @return index in its {@link #buffer} at which the slot begins
     */
    public int offset(long sequence) {
        return offset(ringOf(sequence), sequence);
    }

    private int offset(Ring at, long sequence) {
        return ((int) sequence & at.mask) * slotLength;
    }

    /* Who was given the sequence by the cursor sees the ring in which it lies. */
    private Ring ringOf(long sequence) {
        Ring latest = ring;
        return sequence >= latest.first ? latest : earlier(latest, sequence);
    }

    /* Of a sequence that was drained meanwhile any ring will do. */
    private static Ring earlier(Ring latest, long sequence) {
        Ring found = latest;
        while (sequence < found.first) {
            Ring previous = found.previous;
            if (previous == null) {
                break;
            }
            found = previous;
        }
        return found;
    }

    /**
     * Takes the next free slot, without waiting.
     *
     * <p>A claimed slot holds up every later one until it is {@linkplain #publish published} or {@linkplain #abort
     * aborted}: write what you have, do not compute it here.
     *
     * @return sequence of the slot, {@link #FULL} if the kernel has fallen behind by a whole ring, or {@link #CLOSED}
     * @throws IllegalStateException if the lane is made for one producer, and another thread was that producer or this
     *     one holds a slot already
     */
    public long claim() {
        if (closed) {
            return CLOSED;
        }
        SoloCursor one = solo;
        return one != null ? one.claim(1) : claimShared(shared, 1);
    }

    /**
     * Takes free slots whose sequences follow each other, without waiting: all of them, or none. They are to be {@linkplain
     * #publish(long, int, int) published} together.
     *
     * @param count of slots, 1 to {@link #capacity}
     * @return sequence of the first, {@link #FULL} if there are not so many, or {@link #CLOSED}
     * @throws IllegalArgumentException if the lane can never have so many
     * @throws IllegalStateException as {@link #claim()}
     */
    public long claim(int count) {
        if (closed) {
            return CLOSED;
        }
        if (count < 1 || count > capacity) {
            throw new IllegalArgumentException("batch must fit its lane: count=" + count + ", capacity=" + capacity
                    + "; send 1 or more messages, and more than that in parts");
        }
        SoloCursor one = solo;
        return one != null ? one.claim(count) : claimShared(shared, count);
    }

    private long claimShared(SharedCursor many, int count) {
        long sequence = many.claim(count);
        while (sequence == SharedCursor.SMALL) {
            boolean mayHaveRoom = takeBack() || bringMemory(many, count);
            if (closed) {
                return CLOSED;
            }
            sequence = mayHaveRoom ? many.claim(count) : FULL;
        }
        return sequence;
    }

    /* Takes memory, if so many slots are not free and there is not as much as there may be. {@return whether they may be free now} */
    private boolean bringMemory(SharedCursor many, int count) {
        synchronized (consumed) {
            if (closed) {
                return false;
            }
            int before = many.capacity();
            if (many.hasRoom(count) || before >= Math.max(many.most(), count)) {
                return true;
            }
            int slots = slotsFor(before, many.claimed() - consumed.get() + count);
            MessageBuffer bytes = take(many, slots, count);
            if (bytes != null) {
                grow(many, bytes, slots);
            }
            return bytes != null;
        }
    }

    private int slotsFor(int before, long needed) {
        int slots = before == 0 ? firstSlots : Math.min(before * GROWTH, capacity);
        while (slots < needed && slots < capacity) {
            slots *= 2;
        }
        return slots;
    }

    /* {@return memory, or null if there is none and what there is will have to do} */
    private @Nullable MessageBuffer take(SharedCursor many, int slots, int count) {
        try {
            return Objects.requireNonNull(memory).take(slots);
        } catch (RuntimeException e) {
            if (many.capacity() < count) {
                throw e; // what it says is all that helps
            }
            many.limit(many.capacity());
            return null;
        }
    }

    private void grow(SharedCursor many, MessageBuffer bytes, int slots) {
        Ring next = newRing(many.claimed() + 1, bytes, slots);
        next.previous = many.capacity() == 0 ? null : ring;
        next.first = many.seal() + 1;
        ring = next;
        relaxedMask = relaxedMask(slots, slots < capacity ? 2 : 16);
        noteWaiters();
        many.open(slots);
    }

    private Ring newRing(long first, MessageBuffer bytes, int slots) {
        Ring made = null;
        try {
            made = new Ring(first, bytes, slots, (int) stampMask + 1, true);
            return made;
        } finally {
            if (made == null) {
                Objects.requireNonNull(memory).give(bytes);
            }
        }
    }

    /**
     * Gives the memory of the slots away, until a message needs it again. Called by the thread that drains, or one that has
     * its right.
     *
     * @return whether it did; not if the lane has no source of memory or no memory, if a slot is claimed or was not drained, or if
     *     somebody waits for room
     */
    public boolean vacate() {
        SharedCursor many = shared;
        if (memory == null || many == null || shallTakeOut != takesOut) {
            return false;
        }
        giveBack();
        synchronized (consumed) {
            long last = consumed.get();
            if (many.capacity() == 0 || isAwaited() || !many.emptyAt(last)) {
                return false;
            }
            consumed.passOver(last + 1);
            aborted.getAndIncrement(); // not before the cursor has it
            many.limit(capacity);
            giveAway(ring);
            ring = noRing(last + 2);
            reading = ring;
            return true;
        }
    }

    /* Gives the memory of a ring away, and that of those before it. */
    private void giveAway(@Nullable Ring latest) {
        for (Ring next = latest; next != null; next = next.previous) {
            Objects.requireNonNull(memory).give(next.slots);
        }
    }

    /**
     * Numbers a message: no other lane with the same source of blocks gives this number to any message. Costs one read,
     * and every {@value SerialBlock#LENGTH} messages a call of the source.
     *
     * @param sequence from {@link #claim}
     * @return the number, growing with the sequence
     */
    public long serial(long sequence) {
        SerialBlock current = serials;
        return current.covers(sequence) ? current.serial(sequence) : serialOfOther(sequence);
    }

    private long serialOfOther(long sequence) {
        synchronized (consumed) {
            if (serials.precedes(sequence)) {
                serials = SerialBlock.of(sequence, serialBlocks.getAsLong());
            }
            // A producer that stayed behind when others went on to the next block gets one for itself.
            SerialBlock block = serials.covers(sequence) ? serials : SerialBlock.of(sequence, serialBlocks.getAsLong());
            return block.serial(sequence);
        }
    }

    /**
     * Makes a claimed slot visible to the kernel, and wakes the kernel if it rests.
     *
     * @param sequence from {@link #claim}
     */
    public void publish(long sequence) {
        if ((~sequence & checkMask) == 0) {
            publishChecked(sequence);
        } else {
            show(sequence);
            announce();
        }
    }

    private void announce() {
        Runnable tells = urgency;
        if (tells != null) {
            tells.run();
        }
        doorbell.announce();
    }

    /* Who is told of marks may throw: not before the slot is published and the kernel awake. */
    private void publishChecked(long sequence) {
        if (isStamped(sequence)) {
            stamp(ringOf(sequence), sequence, System.nanoTime());
        }
        show(sequence);
        announce();
        WaterMarks watched = marks;
        if (watched != null) {
            watched.rise(this, sequence);
        }
    }

    private void show(long sequence) {
        SoloCursor one = solo;
        if (one != null) {
            one.publish(sequence);
        } else {
            ringOf(sequence).publish(sequence);
        }
    }

    /**
     * Makes slots that were claimed together visible to the kernel, and wakes it if it rests: once for all of them.
     *
     * @param first   from {@link #claim(int)}
     * @param count   of slots, as it was claimed
     * @param written how many of them, from the first on, hold a message; the others are given back, and the kernel passes over
     *     them
     */
    public void publish(long first, int count, int written) {
        long end = first + written;
        long last = first + count - 1;
        Ring at = ringOf(first);
        for (long unused = end; unused <= last; unused++) {
            at.slots.putInt(offset(at, unused), ABORTED_TAG);
        }
        stampUntil(at, end, first | stampMask);
        SoloCursor one = solo;
        if (one != null) {
            one.publish(last);
        } else {
            for (long next = last; next >= first; next--) { // the kernel begins when all can be read
                at.publish(next);
            }
        }
        if (written < count) {
            aborted.getAndAdd(count - written); // not before the cursor has them
        }
        if (written == 0) {
            doorbell.announce();
            return;
        }
        announce();
        WaterMarks watched = marks;
        if (watched != null) {
            watched.rise(this, end - 1);
        }
    }

    /* Messages that are published together have one time. */
    private void stampUntil(Ring at, long end, long firstStamped) {
        if (firstStamped < end) {
            long nowNs = System.nanoTime();
            for (long stamped = firstStamped; stamped < end; stamped += stampMask + 1) {
                stamp(at, stamped, nowNs);
            }
        }
    }

    /**
     * Gives a claimed slot back; the kernel passes over it.
     *
     * @param sequence from {@link #claim()}
     */
    public void abort(long sequence) {
        publish(sequence, 1, 0);
    }

    /** {@return how many slots a claim of many may find; a snapshot} */
    public int room() {
        long given = consumed.get(); // before the cursor, which goes on meanwhile, or it would say too much
        return slots() - (int) (cursor() - given);
    }

    /**
     * Waits until a claim may succeed: there is room, the lane is closed, or the time is over. Wakes as soon as the
     * kernel gives slots back. Must not be called by the thread that drains.
     *
     * @param deadlineNs in terms of {@link System#nanoTime}
     * @throws InterruptedException if the caller is interrupted
     */
    public void awaitRoom(long deadlineNs) throws InterruptedException {
        awaitRoom(deadlineNs, LOOK_INTERVAL_NS);
    }

    /** Waits so, and looks by itself so often. */
    void awaitRoom(long deadlineNs, long lookIntervalNs) throws InterruptedException {
        waiters().await(deadlineNs, lookIntervalNs);
    }

    /**
     * Tells a listener when a claim may succeed: there is room, or the lane is closed. It is told at once if that is so now,
     * and once, however often it asked before.
     *
     * @param listener to tell
     */
    public void tellRoom(RoomListener listener) {
        waiters().add(listener);
        if (findsRoom()) {
            announceRoom();
        }
    }

    private RoomWaiters waiters() {
        RoomWaiters made = waiters;
        return made != null ? made : makeWaiters();
    }

    private RoomWaiters makeWaiters() {
        synchronized (consumed) {
            RoomWaiters made = waiters;
            if (made == null) {
                made = new RoomWaiters(this);
                waiters = made;
            }
            return made;
        }
    }

    /** {@return whether a claim may succeed, or is refused for good; called by who waits for that, after a full fence} */
    boolean findsRoom() {
        return closed || hasRoom() || takeBack();
    }

    private boolean isAwaited() {
        RoomWaiters made = waiters;
        return made != null && made.areThere();
    }

    /** Gives each slot back at once while somebody waits for it; and fences. Called when others wait than before. */
    void noteWaiters() {
        synchronized (consumed) {
            RELEASE_MASK.setOpaque(this, isAwaited() || shallTakeOut ? 0L : relaxedMask);
        }
        VarHandle.fullFence();
    }

    private boolean hasRoom() {
        SoloCursor one = solo;
        return one != null ? one.hasRoom(1) : shared.hasRoom(1) || shared.isSmall();
    }

    /** Refuses all further claims and wakes whoever waits for room. What was published before stays to be drained. */
    public void close() {
        closed = true;
        announceRoom();
    }

    /**
     * Hands messages to a handler, oldest first. Some of their slots may not be given back to the producers before {@link
     * #giveBack}.
     *
     * @param handler to take them
     * @param limit   most slots to look at
     * @return number of slots passed, aborted ones included; 0 if there is nothing to drain or the handler is not ready
     */
    public int drain(SlotHandler handler, int limit) {
        if (shallTakeOut) {
            return drainCopies(handler, limit);
        }
        DrainCursor cursor = consumed;
        long first = cursor.drained() + 1;
        long next = first;
        boolean isShared = shared != null;
        long end = first + limit;
        if (!isShared) {
            end = Math.min(end, seenBefore(end));
        }
        while (next < end && (!isShared || isShown(next)) && handler.isReady()) {
            Ring from = reading;
            MessageBuffer slots = from.slots;
            int offset = offset(from, next);
            int tag = slots.getInt(offset);
            if (tag != ABORTED_TAG) {
                handler.onSlot(this, next, slots, offset, tag);
            }
            cursor.drain(next++);
            if ((next & (long) RELEASE_MASK.getOpaque(this)) == 0) {
                giveBack(next);
                if (shallTakeOut) {
                    break; // to go on with copies
                }
            }
        }
        return (int) (next - first);
    }

    /* {@return whether a message can be read, from the ring to which the kernel has then come} */
    private boolean isShown(long sequence) {
        return reading.isPublished(sequence) || reading != ring && follow(sequence);
    }

    private boolean follow(long sequence) {
        Ring next = ringOf(sequence);
        if (next == reading) {
            return false; // what follows in a newer ring is behind this one
        }
        giveAway(next.previous);
        next.previous = null;
        reading = next;
        return next.isPublished(sequence);
    }

    /* Looks where the one producer is only if less was seen there than is wanted: each look takes that line away from it. */
    private long seenBefore(long end) {
        DrainCursor cursor = consumed;
        if (cursor.seen < end) {
            cursor.seen = solo.get() + 1;
        }
        return cursor.seen;
    }

    private int drainCopies(SlotHandler handler, int limit) {
        beginTakeOut();
        MessageBuffer copy = Objects.requireNonNull(inHand);
        int passed = 0;
        while (passed < limit && handler.isReady()) {
            long sequence = take(copy);
            if (sequence < 0) {
                break;
            }
            if (reading != ring) {
                follow(sequence);
            }
            announceRoom();
            int tag = copy.getInt(0);
            if (tag != ABORTED_TAG) {
                handler.onSlot(this, sequence, copy, 0, tag);
            }
            passed++;
        }
        return passed;
    }

    /**
     * Takes messages out of their slots from now on, so that senders may drop the others. Called by the thread that drains, or one
     * that has its right, while no message of this lane is read where it lies.
     */
    public void beginTakeOut() {
        if (inHand == null) {
            inHand = newCopy();
            shallTakeOut = true;
            giveBack();
            takesOut = true; // not before all slots that were read in place are given back
        }
    }

    /** {@return whether messages are taken out of their slots, so that senders may drop the others} */
    public boolean takesOut() {
        return takesOut;
    }

    /** Takes the oldest message out. {@return its sequence; negative if there is none, or its sender still writes it} */
    private long take(MessageBuffer copy) {
        while (true) {
            long done = consumed.get();
            long next = done + 1;
            Ring from = ringOf(next);
            if (solo == null ? from.isPublished(next) : solo.get() >= next) {
                copy.putBytes(0, from.slots, offset(from, next), slotLength);
                long stampNs = stamp(from, next);
                if (consumed.compareAndSet(done, next)) {
                    copy.putLong(slotLength, stampNs);
                    return next;
                }
            } else if (consumed.get() == done) {
                return FULL;
            }
        }
    }

    /** {@return room for a slot, and behind it for the time at which its message was published} */
    private MessageBuffer newCopy() {
        return MessageBuffer.allocate(slotLength + Long.BYTES);
    }

    /** Lets senders drop messages from the first one on. Called before anybody else knows the lane. */
    public void takeOut() {
        shallTakeOut = true;
        takesOut = true;
    }

    /**
     * Drops the oldest message that the kernel has not taken yet, so that a claim finds room. Allocates a copy of a slot
     * for each thread that does so at the same time.
     *
     * @param handler to take leave of it
     * @return whether there was one; not if all slots are claimed and none is published, nor if the kernel reads the
     *     messages of this lane where they lie, in which case it begins to take them out after the one that it has in hand
     */
    public boolean dropOldest(DropHandler handler) {
        if (!takesOut) {
            askToTakeOut();
            return false;
        }
        MessageBuffer copy = spareCopy.getAndSet(null);
        if (copy == null) {
            copy = newCopy();
        }
        try {
            while (take(copy) >= 0) {
                if (copy.getInt(0) != ABORTED_TAG) {
                    handler.onDropped(copy, 0);
                    return true;
                }
            }
            return false;
        } finally {
            spareCopy.set(copy);
        }
    }

    private void askToTakeOut() {
        if (!shallTakeOut) {
            shallTakeOut = true;
            noteWaiters(); // each slot is given back by itself from now on, and the drain looks then
        }
    }

    /**
     * Has marks looked at from the first message on. Called before anybody else knows the lane.
     *
     * @param itsMarks of this lane alone
     */
    public void watch(WaterMarks itsMarks) {
        marks = itsMarks;
        checkMask = 0; // each message
    }

    /**
     * Has somebody told of each message that is published, before the kernel is. Called before anybody else knows the lane.
     *
     * @param told by senders, of whom many may do so at the same time: short, and never throws
     */
    public void tellOfMessages(Runnable told) {
        urgency = told;
    }

    /** Looks whether the lane has come up to its high mark. Called by a sender that found it full. */
    public void noteFull() {
        WaterMarks watched = marks;
        if (watched != null) {
            watched.rise(this);
        }
    }

    /**
     * Gives all slots that were drained back to the producers. Called by the thread that drains, before it rests; after a full
     * fence it calls {@link #tellRoom}.
     */
    public void giveBack() {
        long drained = consumed.drained();
        if (!takesOut && consumed.announced != drained) {
            consumed.set(drained);
            consumed.announced = drained;
            if (marks == null) {
                tellRoom();
            } else {
                announceRoom(); // the fence of the caller comes too late for the marks, which are looked at here alone
            }
        }
    }

    /**
     * Takes the slots back that the kernel has done with, but not given back yet. For any thread: called for a message that
     * would be refused otherwise, or waits longer.
     *
     * @return whether there were any
     */
    public boolean takeBack() {
        long given = consumed.get();
        long done = consumed.drainedSeen();
        if (done <= given || !consumed.compareAndSet(given, done)) {
            return false;
        }
        tellRoom();
        return true;
    }

    /** Tells those who wait, if any do and there may be room. For any thread. */
    public void tellRoom() {
        RoomWaiters made = waiters;
        if (made != null && made.areThere() && mayHaveRoom()) {
            made.tell();
        }
    }

    private void giveBack(long next) {
        long drained = consumed.drained();
        consumed.set(drained);
        if ((next & relaxedMask) == 0 || isListenedTo()) {
            consumed.announced = drained;
            announceRoom();
        }
    }

    private boolean isListenedTo() {
        RoomWaiters made = waiters;
        return made != null && made.areListening();
    }

    private void announceRoom() {
        VarHandle.fullFence(); // slots given back before "is anyone waiting", as in the doorbell
        tellRoom();
        WaterMarks watched = marks;
        if (watched != null) {
            watched.fall(this);
        }
    }

    /** {@return whether nothing is there to drain; for the thread that drains, and a hint for others} */
    public boolean isEmpty() {
        long next = (takesOut ? consumed.get() : consumed.drained()) + 1;
        SoloCursor one = solo;
        return one != null ? one.get() < next : !ringOf(next).isPublished(next);
    }

    /** {@return how many slots were claimed and are not yet drained; a snapshot} */
    public long backlog() {
        long done = done();
        return Math.max(0, cursor() - done);
    }

    /** {@return up to which sequence slots are drained; for any thread, never less than before} */
    long done() {
        return Math.max(consumed.get(), consumed.drainedSeen());
    }

    /** {@return whether a claim may succeed, or is refused for good; a hint for any thread} */
    public boolean mayHaveRoom() {
        return closed || backlog() < slots();
    }

    /** {@return how many messages were published, or are about to be, since the lane was created} */
    public long accepted() {
        synchronized (consumed) { // a sequence that is passed over counts in both, or in none
            long gone = aborted.get(); // first, so that each of them is in the cursor already
            return cursor() + 1 - gone;
        }
    }

    /** {@return the last sequence that was published; of many producers, that was claimed} */
    private long cursor() {
        SoloCursor one = solo;
        return one != null ? one.get() : shared.claimed();
    }

    /**
     * Tells whether the time of publishing was kept for a message.
     *
     * @param sequence of a slot
     * @return whether {@link #stampNs} knows it
     */
    public boolean isStamped(long sequence) {
        // The last of each interval, not the first: a kernel that gets few messages needs no histogram.
        return (~sequence & stampMask) == 0;
    }

    /**
     * Tells when a message was published. Only every so many messages are stamped, as a clock costs as much as the rest
     * of a send.
     *
     * @param sequence of a slot that is being drained
     * @return the value of {@link System#nanoTime} then, or 0 if this message was not stamped
     */
    public long stampNs(long sequence) {
        MessageBuffer copy = inHand;
        return copy == null ? stamp(ringOf(sequence), sequence) : copy.getLong(slotLength);
    }

    private long stamp(Ring at, long sequence) {
        return isStamped(sequence) ? at.stamps[stampIndex(at, sequence)] : 0;
    }

    private void stamp(Ring at, long sequence, long nowNs) {
        at.stamps[stampIndex(at, sequence)] = nowNs;
    }

    private int stampIndex(Ring at, long sequence) {
        return (int) (sequence >>> stampShift) & (at.stamps.length - 1);
    }

    private static void checkPowerOf2(int value, String what) {
        if (value < 1 || Integer.bitCount(value) != 1) {
            throw new IllegalArgumentException(what + " must be a power of 2: " + what + "=" + value);
        }
    }

    private static MessageBuffer allocate(int capacity, int slotLength) {
        checkSlots(capacity, slotLength);
        return MessageBuffer.allocate(capacity * slotLength);
    }

    private static void checkSlots(int capacity, int slotLength) {
        checkPowerOf2(capacity, "lane capacity");
        if (slotLength < 64 || slotLength % 64 != 0 || (long) capacity * slotLength > Integer.MAX_VALUE - 64) {
            throw new IllegalArgumentException(
                    "slots must be a multiple of 64 bytes long and a lane shorter than 2 GiB:" + " capacity=" + capacity
                            + ", slotLength=" + slotLength);
        }
    }
}
