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
 * payload is the largest power of 2 in the limit, {@value #LONGEST_PART} bytes at most.
 */
public final class BufferPool implements AutoCloseable {
    /** What the shortest payload occupies, in bytes. */
    public static final int SMALLEST_PART = 256;

    /** What the longest payload occupies at most, whatever the limit, in bytes. */
    public static final int LONGEST_PART = 1 << 30;

    /*
     * The limit is the sum of chunks whose lengths are powers of 2, so that none of it is lost and the longest payload has
     * a chunk that holds it. A chunk is taken when no other has room, the shortest first. The system gives it memory where
     * it is used: a long chunk costs no more than a short one. It is never given back, as whoever still reads a payload
     * that was freed must find some memory there.
     */
    private final long limitBytes;

    /* The bits are the lengths of the chunks that were not taken yet; what is above the longest is several of those. */
    private long untakenBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();

    /* Guarded by the lock; only a slot of the table is read without it, in open. */
    private final List<Chunk> chunks = new ArrayList<>();
    private int[] freeEntries = new int[64];
    private int freeEntryCount;
    private int entryCount;
    private int inUseCount;
    private long inUseBytes;
    private boolean closed;

    private volatile Entry[] entries = new Entry[64];

    /*
     * Generations begin at a number of the pool's own, so that a reference of another pool is refused like a stale one
     * and not taken for that of the same entry here.
     */
    private final int firstGeneration = new SecureRandom().nextInt();

    /** A place in the table. Its payload is null while it is free; its generation grows with each use. */
    private static final class Entry {
        private volatile @Nullable PayloadBuffer payload;
        private int generation;

        Entry(int generation) {
            this.generation = generation;
        }

        /** {@return a reference that this entry has not had for long} */
        BufferRef nextRef(int index) {
            generation = generation == -1 ? 1 : generation + 1; // 0 would make entry 0 look like no reference
            return BufferRef.of(index, generation);
        }
    }

    /**
     * Creates a pool; takes no memory yet.
     *
     * @param limitBytes most bytes it may ever take, {@value #SMALLEST_PART} or more
     * @throws IllegalArgumentException if the limit is less
     */
    public BufferPool(long limitBytes) {
        if (limitBytes < SMALLEST_PART) {
            throw new IllegalArgumentException(
                    "payload limit must be " + SMALLEST_PART + " bytes or more: limitBytes=" + limitBytes);
        }
        this.limitBytes = limitBytes;
        this.untakenBytes = limitBytes & -SMALLEST_PART;
    }

    /** {@return the most bytes of memory this pool takes} */
    public long limitBytes() {
        return limitBytes;
    }

    /** {@return the length of the longest payload it can hold, in bytes} */
    public int longestPayload() {
        return (int) Math.min(LONGEST_PART, Long.highestOneBit(limitBytes));
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

    /** {@return how many bytes are in use now, counted as they occupy memory} */
    public long inUseBytes() {
        lock.lock();
        try {
            return inUseBytes;
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many payload buffers are in use now} */
    public int inUseCount() {
        lock.lock();
        try {
            return inUseCount;
        } finally {
            lock.unlock();
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
        PayloadBuffer payload = tryAllocate(length);
        if (payload == null) {
            throw full(length, 0);
        }
        return payload;
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
        try {
            PayloadBuffer payload = tryAllocate(length);
            while (payload == null) {
                if (leftNs <= 0) {
                    throw full(length, timeout.toMillis());
                }
                leftNs = freed.awaitNanos(leftNs);
                payload = tryAllocate(length);
            }
            return payload;
        } finally {
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
        try {
            long leftNs = timeoutNs;
            while (leftNs > 0 && !closed && !hasRoom(length) && isWanted.getAsBoolean()) {
                leftNs = freed.awaitNanos(leftNs);
            }
        } finally {
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
        if (length < 0 || length > longestPayload()) {
            throw new IllegalArgumentException("payload length must be 0 to " + longestPayload() + " bytes: length="
                    + length + ", limitBytes=" + limitBytes + wayOut(length));
        }
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("payload pool is closed: length=" + length);
            }
            for (Chunk chunk : chunks) {
                int offset = chunk.parts.take(length);
                if (offset >= 0) {
                    return enter(chunk, offset, length);
                }
            }
            int chunkLength = untakenChunk(occupiedBytes(length));
            if (chunkLength == 0) {
                return null;
            }
            Chunk chunk = new Chunk(chunkLength, SMALLEST_PART);
            chunks.add(chunk);
            untakenBytes -= chunkLength;
            return enter(chunk, chunk.parts.take(length), length);
        } finally {
            lock.unlock();
        }
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

    private PayloadBuffer enter(Chunk chunk, int offset, int length) {
        int index = freeEntryCount > 0 ? freeEntries[--freeEntryCount] : newEntry();
        Entry entry = entries[index];
        PayloadBuffer payload = new PayloadBuffer(this, entry.nextRef(index), chunk, offset, length);
        entry.payload = payload;
        inUseCount++;
        inUseBytes += occupiedBytes(length);
        return payload;
    }

    private int newEntry() {
        if (entryCount == entries.length) {
            entries = Arrays.copyOf(entries, entryCount * 2);
        }
        entries[entryCount] = new Entry(firstGeneration);
        return entryCount++;
    }

    /**
     * Finds the payload that a reference names. Costs two reads; takes no lock.
     *
     * @param ref from a message
     * @return the payload buffer
     * @throws StaleBufferException if it was freed, or if this pool never gave it out
     */
    public PayloadBuffer open(BufferRef ref) {
        Entry[] table = entries;
        int index = Objects.requireNonNull(ref, "ref").entry();
        Entry entry = index >= 0 && index < table.length ? table[index] : null;
        PayloadBuffer payload = entry == null ? null : entry.payload;
        if (payload == null || !payload.ref().equals(ref)) {
            throw stale(ref);
        }
        return payload;
    }

    /**
     * Gives a payload back. From now on its reference is refused everywhere.
     *
     * @param ref of the payload
     * @throws StaleBufferException if it was freed already, or if this pool never gave it out
     */
    public void free(BufferRef ref) {
        lock.lock();
        try {
            PayloadBuffer payload = open(ref);
            entries[ref.entry()].payload = null;
            payload.chunk.parts.free(payload.offset, payload.length());
            inUseCount--;
            inUseBytes -= occupiedBytes(payload.length());
            if (freeEntryCount == freeEntries.length) {
                freeEntries = Arrays.copyOf(freeEntries, freeEntryCount * 2);
            }
            freeEntries[freeEntryCount++] = ref.entry();
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Refuses further allocations and wakes whoever waits for one. Payloads in use stay valid until they are freed. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
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

    private StaleBufferException stale(BufferRef ref) {
        return new StaleBufferException(
                "payload buffer is not in use: ref=" + ref + "; it was freed already, or belongs to another runtime");
    }

    private BufferLimitException full(int length, long waitedMs) {
        return new BufferLimitException("payload limit reached: length=" + length + ", inUseBytes=" + inUseBytes()
                + ", limitBytes=" + limitBytes + ", waitedMs=" + waitedMs
                + "; free buffers sooner, or raise the limit");
    }
}
