// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The payload buffers of one runtime: off-heap memory that is taken in chunks up to a limit, and handed out in parts.
 * Safe for use by any number of threads.
 *
 * <p>A part occupies the next power of 2 above its length, {@value #SMALLEST_PART} bytes at least. All memory the pool
 * ever takes is bounded by {@link #limitBytes}; freed parts become whole again and serve any other length. The longest
 * payload is the largest power of 2 in the limit, {@value #LONGEST_PART} bytes at most, and 2<sup>28</sup> payloads are in
 * use at most.
 *
 * <p>To allocate and to free cost three atomic instructions together, allocate nothing, and wait for nobody, as long as some
 * parts of that length are at hand, which they are after they were freed; the rest goes through a lock.
 */
public final class BufferPool implements AutoCloseable {
    /** What the shortest payload occupies, in bytes. */
    public static final int SMALLEST_PART = 256;

    /** What the longest payload occupies at most, whatever the limit, in bytes. */
    public static final int LONGEST_PART = 1 << 30;

    private static final int ORDERS = BuddyTree.order(LONGEST_PART, SMALLEST_PART) + 1;
    private static final int MOST_STRIPES = 64;

    /* Parts of one order that are at hand: in a stripe, of which half leave or come at once, and for all stripes. */
    static final int MAGAZINE_CAPACITY = 64;
    private static final int SPARE_CAPACITY = 8 * MAGAZINE_CAPACITY;

    /*
     * The limit is the sum of chunks whose lengths are powers of 2, so that none of it is lost and the longest payload has
     * a chunk that holds it. A chunk is taken when no other has room, the shortest first. The system gives it memory where
     * it is used: a long chunk costs no more than a short one. It is never given back, as whoever still reads a payload
     * that was freed must find some memory there.
     *
     * A part that is freed stays at hand for the next payload of its order: in the stripe of the thread that freed it, and
     * what is too much there among the spare ones, in batches. Who finds nothing at hand comes to the lock, takes a batch, or
     * a part of a chunk; if no chunk has room everything at hand goes back to its chunk first, so that nobody is refused
     * beside free memory. Who looks at all of the pool, or waits for room, holds all stripes: then each who allocates or
     * frees comes to the lock. See docs/memory-ordering.md.
     */
    private final long limitBytes;
    private final int longestPayload;

    /* The bits are the lengths of the chunks that were not taken yet; what is above the longest is several of those. */
    private long untakenBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();

    /* Guarded by the lock. */
    private final List<Chunk> chunks = new ArrayList<>();
    private final Rack spares = new Rack(ORDERS, SPARE_CAPACITY);
    private int[] freeEntries = new int[64];
    private int freeEntryCount;
    private int entryCount;
    private int takenCount;
    private long takenBytes;
    private int holds;
    private boolean closed;

    private final Stripe[] stripes;

    /* Written under the lock, read without it. */
    private volatile Part[] parts = new Part[64];

    /*
     * Generations begin at a number of the pool's own, so that a reference of another pool is refused like a stale one
     * and not taken for that of the same entry here.
     */
    private final long firstGeneration = new SecureRandom().nextLong();

    /**
     * Creates a pool; takes no memory yet.
     *
     * @param limitBytes most bytes it may ever take, {@value #SMALLEST_PART} or more
     * @throws IllegalArgumentException if the limit is less
     */
    public BufferPool(long limitBytes) {
        this(
                limitBytes,
                Math.min(
                        MOST_STRIPES,
                        8 * Integer.highestOneBit(Runtime.getRuntime().availableProcessors())));
    }

    /* The number of stripes is a power of 2; a thread should have one of its own. */
    BufferPool(long limitBytes, int stripeCount) {
        if (limitBytes < SMALLEST_PART) {
            throw new IllegalArgumentException(
                    "payload limit must be " + SMALLEST_PART + " bytes or more: limitBytes=" + limitBytes);
        }
        this.limitBytes = limitBytes;
        this.longestPayload = (int) Math.min(LONGEST_PART, Long.highestOneBit(limitBytes));
        this.untakenBytes = limitBytes & -SMALLEST_PART;
        this.stripes = new Stripe[stripeCount];
        Arrays.setAll(stripes, i -> new Stripe(ORDERS, MAGAZINE_CAPACITY));
    }

    /** {@return the most bytes of memory this pool takes} */
    public long limitBytes() {
        return limitBytes;
    }

    /** {@return the length of the longest payload it can hold, in bytes} */
    public int longestPayload() {
        return longestPayload;
    }

    /**
     * Computes what a payload occupies.
     *
     * @param length of the payload in bytes, 0 to {@value #LONGEST_PART}
     * @return the bytes of the limit that it takes, and the least limit of a pool that can hold it
     */
    public static int occupiedBytes(int length) {
        return BuddyTree.partLength(length, SMALLEST_PART);
    }

    static int lengthOf(int order) {
        return SMALLEST_PART << order;
    }

    /** {@return how many bytes are in use now, counted as they occupy memory} */
    public long inUseBytes() {
        lock.lock();
        hold();
        try {
            long bytes = takenBytes;
            for (int order = 0; order < ORDERS; order++) {
                bytes -= (long) atHand(order) * lengthOf(order);
            }
            return bytes;
        } finally {
            letGo();
            lock.unlock();
        }
    }

    /** {@return how many payload buffers are in use now} */
    public int inUseCount() {
        lock.lock();
        hold();
        try {
            int count = takenCount;
            for (int order = 0; order < ORDERS; order++) {
                count -= atHand(order);
            }
            return count;
        } finally {
            letGo();
            lock.unlock();
        }
    }

    private int atHand(int order) {
        int count = spares.count(order);
        for (Stripe stripe : stripes) {
            count += stripe.count(order);
        }
        return count;
    }

    /* Under the lock: nobody allocates or frees beside the caller until it lets go, not even while it waits. */
    private void hold() {
        if (holds++ == 0) {
            for (Stripe stripe : stripes) {
                stripe.hold();
            }
        }
    }

    private void letGo() {
        if (--holds == 0) {
            for (Stripe stripe : stripes) {
                stripe.release();
            }
        }
    }

    /**
     * Takes a payload buffer, without waiting.
     *
     * @param length in bytes, 0 or more
     * @return a buffer of that length with undefined contents
     * @throws BufferLimitException if there is no room now
     * @throws IllegalArgumentException if {@code length} is negative or exceeds {@link #longestPayload}
     * @throws IllegalStateException if the pool is closed
     */
    public PayloadBuffer allocate(int length) {
        Part part = take(length);
        if (part == null) {
            throw full(length, 0);
        }
        return part.begin(length);
    }

    /**
     * Takes a payload buffer, and waits for room if there is none. Blocks the calling thread: not for a pooled kernel.
     *
     * @param length  in bytes, 0 or more
     * @param timeout how long to wait
     * @return a buffer of that length with undefined contents
     * @throws BufferLimitException if there was no room until the timeout
     * @throws InterruptedException if the caller is interrupted
     * @throws IllegalArgumentException if {@code length} is negative or exceeds {@link #longestPayload}
     * @throws IllegalStateException if the pool is closed
     */
    public PayloadBuffer allocate(int length, Duration timeout) throws InterruptedException {
        long leftNs = TimeUnit.NANOSECONDS.convert(
                Objects.requireNonNull(timeout, "timeout")); // the longest there is, if that is too long
        lock.lockInterruptibly();
        hold();
        try {
            Part part = take(length);
            while (part == null) {
                if (leftNs <= 0) {
                    throw full(length, timeout.toMillis());
                }
                leftNs = freed.awaitNanos(leftNs);
                part = take(length);
            }
            return part.begin(length);
        } finally {
            letGo();
            lock.unlock();
        }
    }

    /**
     * Waits until {@link #tryAllocate} may succeed: there was room, the pool is closed, or the wait is not wanted any more.
     *
     * @param length    in bytes, 0 or more
     * @param timeoutNs how long to wait, in nanoseconds
     * @param isWanted  whether to go on with the wait; asked again after each {@link #wake}
     * @throws InterruptedException if the caller is interrupted
     */
    public void awaitRoom(int length, long timeoutNs, BooleanSupplier isWanted) throws InterruptedException {
        Objects.requireNonNull(isWanted, "isWanted");
        lock.lockInterruptibly();
        hold();
        try {
            long leftNs = timeoutNs;
            while (leftNs > 0 && !closed && !hasRoom(length) && isWanted.getAsBoolean()) {
                leftNs = freed.awaitNanos(leftNs);
            }
        } finally {
            letGo();
            lock.unlock();
        }
    }

    private boolean hasRoom(int length) {
        PayloadBuffer payload = tryAllocate(length);
        if (payload == null) {
            return false;
        }
        payload.free();
        return true;
    }

    /** Has whoever waits for room look again whether it is still wanted. */
    public void wake() {
        lock.lock();
        try {
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes a payload buffer if there is room.
     *
     * @param length in bytes, 0 or more
     * @return a buffer of that length with undefined contents, or null if there is no room now
     * @throws IllegalArgumentException if {@code length} is negative or exceeds {@link #longestPayload}
     * @throws IllegalStateException if the pool is closed
     */
    public @Nullable PayloadBuffer tryAllocate(int length) {
        Part part = take(length);
        return part == null ? null : part.begin(length);
    }

    private @Nullable Part take(int length) {
        if (length < 0 || length > longestPayload) {
            throw new IllegalArgumentException("payload length must be 0 to " + longestPayload + " bytes: length="
                    + length + ", limitBytes=" + limitBytes + wayOut(length));
        }
        int entry = stripe().tryTake(BuddyTree.order(length, SMALLEST_PART));
        return entry >= 0 ? parts[entry] : takeUnderLock(length);
    }

    private Stripe stripe() {
        return stripes[(int) Thread.currentThread().getId() & stripes.length - 1];
    }

    private @Nullable Part takeUnderLock(int length) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("payload pool is closed: length=" + length);
            }
            int order = BuddyTree.order(length, SMALLEST_PART);
            if (spares.count(order) > 0) {
                return takeSpare(order);
            }
            Part part = takeFromChunks(order);
            return part == null ? takeWhatIsLeft(order) : part;
        } finally {
            lock.unlock();
        }
    }

    private Part takeSpare(int order) {
        Magazine spare = spares.magazine(order);
        Part part = parts[spare.take()];
        Stripe stripe = stripe();
        if (stripe.tryHold()) {
            Magazine magazine = stripe.magazine(order);
            while (magazine.count() < MAGAZINE_CAPACITY / 2 && !spare.isEmpty()) {
                magazine.put(spare.take());
            }
            stripe.release();
        }
        return part;
    }

    private @Nullable Part takeFromChunks(int order) {
        if (!hasEntry()) {
            return null;
        }
        for (Chunk chunk : chunks) {
            int offset = chunk.parts.take(lengthOf(order));
            if (offset >= 0) {
                return enter(chunk, offset, order);
            }
        }
        return null;
    }

    private @Nullable Part takeWhatIsLeft(int order) {
        hold();
        try {
            giveBackAllAtHand();
            Part part = takeFromChunks(order);
            int chunkLength = part == null && hasEntry() ? untakenChunk(lengthOf(order)) : 0;
            if (chunkLength == 0) {
                return part;
            }
            Chunk chunk = new Chunk(chunkLength, SMALLEST_PART);
            chunks.add(chunk);
            untakenBytes -= chunkLength;
            return enter(chunk, chunk.parts.take(lengthOf(order)), order);
        } finally {
            letGo();
        }
    }

    private void giveBackAllAtHand() {
        for (int order = 0; order < ORDERS; order++) {
            giveBackAll(spares, order);
            for (Stripe stripe : stripes) {
                giveBackAll(stripe, order);
            }
        }
    }

    private void giveBackAll(Rack rack, int order) {
        while (rack.count(order) > 0) {
            giveBack(parts[rack.magazine(order).take()]);
        }
    }

    /* To its chunk. */
    private void giveBack(Part part) {
        part.vacate();
        takenCount--;
        takenBytes -= lengthOf(part.order());
        if (freeEntryCount == freeEntries.length) {
            freeEntries = Arrays.copyOf(freeEntries, freeEntryCount * 2);
        }
        freeEntries[freeEntryCount++] = part.index();
    }

    /** {@return the length of the shortest chunk that can be taken and holds a part, or 0 if there is none} */
    private int untakenChunk(int partLength) {
        return (int) Math.min(LONGEST_PART, Long.lowestOneBit(untakenBytes & -partLength));
    }

    private static String wayOut(int length) {
        if (length < 0) {
            return "";
        }
        return length > LONGEST_PART
                ? "; split it"
                : "; split it, or raise the payload limit to " + occupiedBytes(length) + " bytes";
    }

    private Part enter(Chunk chunk, int offset, int order) {
        Part part = freeEntryCount > 0 ? parts[freeEntries[--freeEntryCount]] : newEntry();
        part.occupy(chunk, offset, order);
        takenCount++;
        takenBytes += lengthOf(order);
        return part;
    }

    private boolean hasEntry() {
        return freeEntryCount > 0 || entryCount < BufferRef.ENTRY_LIMIT;
    }

    private Part newEntry() {
        if (entryCount == parts.length) {
            parts = Arrays.copyOf(parts, entryCount * 2);
        }
        Part part = new Part(this, entryCount, firstGeneration);
        parts[entryCount++] = part;
        return part;
    }

    /**
     * Finds the payload that a reference names. Costs two reads; takes no lock.
     *
     * @param ref from a message
     * @return the payload buffer
     * @throws StaleBufferException if it was freed, or if this pool never gave it out
     */
    public PayloadBuffer open(BufferRef ref) {
        long id = Objects.requireNonNull(ref, "ref").id();
        Part part = find(id);
        if (!part.isInUse(id)) {
            throw stale(id);
        }
        return new PayloadBuffer(part, id, part.bytes().capacity());
    }

    private Part find(long id) {
        Part[] table = parts;
        int entry = BufferRef.entry(id);
        Part part = entry < table.length ? table[entry] : null;
        if (part == null || !BufferRef.canBeInUse(id)) {
            throw stale(id);
        }
        return part;
    }

    /**
     * Gives a payload back. From now on its reference is refused everywhere.
     *
     * @param ref of the payload
     * @throws StaleBufferException if it was freed already, or if this pool never gave it out
     */
    public void free(BufferRef ref) {
        long id = Objects.requireNonNull(ref, "ref").id();
        free(find(id), id);
    }

    void free(Part part, long id) {
        if (!part.tryLeave(id)) {
            if (part.isLeaving(id)) { // who frees it is not through; nobody may find it in use after this
                endForAnother(part, id);
            }
            throw stale(id);
        }
        if (!stripe().tryPut(part, id)) {
            putUnderLock(part, id);
        }
    }

    private void putUnderLock(Part part, long id) {
        lock.lock();
        try {
            endIfLeaving(part, id);
            Stripe stripe = stripe();
            if (stripe.tryHold()) {
                Magazine magazine = stripe.magazine(part.order());
                while (magazine.count() > MAGAZINE_CAPACITY / 2) {
                    keep(parts[magazine.take()]);
                }
                stripe.release();
            }
        } finally {
            lock.unlock();
        }
    }

    private void endForAnother(Part part, long id) {
        lock.lock();
        hold();
        try {
            endIfLeaving(part, id);
        } finally {
            letGo();
            lock.unlock();
        }
    }

    private void endIfLeaving(Part part, long id) {
        if (part.isLeaving(id)) {
            part.end(id);
            keep(part);
            freed.signalAll();
        }
    }

    private void keep(Part part) {
        Magazine spare = spares.magazine(part.order());
        if (holds > 0 || spare.isFull()) {
            giveBack(part);
        } else {
            spare.put(part.index());
        }
    }

    /** Refuses further allocations and wakes whoever waits for one. Payloads in use stay valid until they are freed. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                hold(); // for good: who allocates comes to the lock
                giveBackAllAtHand();
            }
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether further allocations are refused} */
    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    static StaleBufferException stale(long id) {
        return new StaleBufferException("payload buffer is not in use: ref=" + new BufferRef(id)
                + "; it was freed already, or belongs to another runtime");
    }

    private BufferLimitException full(int length, long waitedMs) {
        return new BufferLimitException("payload limit reached: length=" + length + ", inUseBytes=" + inUseBytes()
                + ", limitBytes=" + limitBytes + ", waitedMs=" + waitedMs
                + "; free buffers sooner, or raise the limit");
    }
}
