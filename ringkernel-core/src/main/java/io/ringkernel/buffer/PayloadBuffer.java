// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

import org.jspecify.annotations.Nullable;

/**
 * A payload in off-heap memory that travels between kernels by its {@link #ref}, and is never copied.
 *
 * <p>It has one owner at a time. Sending the reference hands it over: the receiver opens it, and frees it or sends it
 * on. What the sender wrote before it sent is seen by the receiver.
 *
 * <p>This is a handle, a value: two of the same payload are equal. It takes 32 bytes of the heap, and none where the compiler
 * sees that it does not leave the method that allocates or opens the payload.
 */
public final class PayloadBuffer {
    private final Part part;
    private final long id;
    private final int length;

    PayloadBuffer(Part part, long id, int length) {
        this.part = part;
        this.id = id;
        this.length = length;
    }

    /** {@return the reference that names this payload in a message} */
    public BufferRef ref() {
        return new BufferRef(id);
    }

    /** {@return the length that was asked for, in bytes} */
    public int length() {
        return length;
    }

    /**
     * Gives access to the payload. What a fresh one holds is undefined.
     *
     * @return the memory, valid until the payload is freed
     * @throws StaleBufferException if it was freed
     */
    public MessageBuffer bytes() {
        if (!part.isInUse(id)) {
            throw BufferPool.stale(id);
        }
        return part.bytes();
    }

    /**
     * Gives the memory back to the pool. From now on the reference is refused everywhere.
     *
     * @throws StaleBufferException if it was freed already
     */
    public void free() {
        part.pool.free(part, id);
    }

    /**
     * {@return whether that is a handle of the same payload}
     *
     * @param other to compare with
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PayloadBuffer that && part == that.part && id == that.id;
    }

    /** {@return a hash of its reference} */
    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }

    @Override
    public String toString() {
        return "PayloadBuffer(" + ref() + ", length=" + length + ")";
    }
}
