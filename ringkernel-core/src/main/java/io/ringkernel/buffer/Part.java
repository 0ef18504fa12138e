// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * An entry of a pool's table, and the part of memory that it has at this time: in use, at hand for the next payload of its
 * order, or without memory.
 */
final class Part {
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Part.class, "state", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final BufferPool pool;
    private final int index;

    /*
     * The id of the payload while it is in use. Who frees it marks that as leaving, which one of all who try can do, and
     * brings it to a place where it is at hand; there it becomes the id to come, without the bit of those in use.
     */
    private long state;

    /* Written by the pool while the part is taken from a chunk, under its lock. */
    private Chunk chunk;
    private int offset;
    private int order;
    private MessageBuffer bytes;

    Part(BufferPool pool, int index, long firstGeneration) {
        this.pool = pool;
        this.index = index;
        this.state = firstGeneration * BufferRef.NEXT_GENERATION | index;
        this.bytes = MessageBuffer.nowhere();
    }

    int index() {
        return index;
    }

    int order() {
        return order;
    }

    MessageBuffer bytes() {
        return bytes;
    }

    /** Gives this entry memory. */
    void occupy(Chunk from, int at, int ofOrder) {
        chunk = from;
        offset = at;
        order = ofOrder;
        bytes = from.memory.buffer(at, BufferPool.lengthOf(ofOrder));
    }

    /** Gives the memory back to its chunk. */
    void vacate() {
        chunk.parts.free(offset, BufferPool.lengthOf(order));
        chunk = null;
        bytes = MessageBuffer.nowhere();
    }

    /**
     * Begins a payload. Only for who took this part from where it was at hand.
     *
     * @return the payload
     */
    PayloadBuffer begin(int length) {
        bytes.limit(length);
        long id = state | BufferRef.IN_USE;
        STATE.setRelease(this, id);
        return new PayloadBuffer(this, id, length);
    }

    /** {@return whether the payload of that id is in use; one that is leaving still is} */
    boolean isInUse(long id) {
        long now = (long) STATE.getAcquire(this);
        return now == id || now == (id | BufferRef.LEAVING);
    }

    /** {@return whether the caller is the one that frees the payload of that id, which was in use} */
    boolean tryLeave(long id) {
        return STATE.compareAndSet(this, id, id | BufferRef.LEAVING);
    }

    /** {@return whether somebody frees the payload of that id, and it has not arrived} */
    boolean isLeaving(long id) {
        return (long) STATE.getAcquire(this) == (id | BufferRef.LEAVING);
    }

    /** Ends the payload of that id, which is leaving. */
    void end(long id) {
        STATE.setRelease(this, (id ^ BufferRef.IN_USE) + BufferRef.NEXT_GENERATION);
    }
}
