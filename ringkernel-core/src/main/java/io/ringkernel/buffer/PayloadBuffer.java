// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

/**
 * A payload in off-heap memory that travels between kernels by its {@link #ref}, and is never copied.
 *
 * <p>It has one owner at a time. Sending the reference hands it over: the receiver opens it, and frees it or sends it
 * on. What the sender wrote before it sent is seen by the receiver.
 */
public final class PayloadBuffer {
    private final BufferPool pool;
    private final BufferRef ref;
    private final MessageBuffer bytes;
    final Chunk chunk;
    final int offset;

    PayloadBuffer(BufferPool pool, BufferRef ref, Chunk chunk, int offset, int length) {
        this.pool = pool;
        this.ref = ref;
        this.chunk = chunk;
        this.offset = offset;
        this.bytes = chunk.memory.buffer(offset, length);
    }

    /** {@return the reference that names this payload in a message} */
    public BufferRef ref() {
        return ref;
    }

    /** {@return the length that was asked for, in bytes} */
    public int length() {
        return bytes.capacity();
    }

    /**
     * Gives access to the payload. What a fresh one holds is undefined.
     *
     * @return the memory, valid until the payload is freed
     * @throws StaleBufferException if it was freed
     */
    public MessageBuffer bytes() {
        pool.open(ref);
        return bytes;
    }

    /**
     * Gives the memory back to the pool. From now on the reference is refused everywhere.
     *
     * @throws StaleBufferException if it was freed already
     */
    public void free() {
        pool.free(ref);
    }

    @Override
    public String toString() {
        return "PayloadBuffer(" + ref + ", length=" + length() + ")";
    }
}
