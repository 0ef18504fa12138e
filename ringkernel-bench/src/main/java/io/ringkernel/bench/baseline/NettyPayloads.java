// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.ringkernel.bench.shape.Payloads;

/** Direct buffers of one of Netty's allocators. */
public final class NettyPayloads implements Payloads<ByteBuf> {
    private final ByteBufAllocator allocator;

    private NettyPayloads(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /** {@return the pool of arenas} */
    public static Payloads<ByteBuf> pooled() {
        return new NettyPayloads(PooledByteBufAllocator.DEFAULT);
    }

    /** {@return the adaptive one} */
    public static Payloads<ByteBuf> adaptive() {
        return new NettyPayloads(new AdaptiveByteBufAllocator(true));
    }

    @Override
    public ByteBuf acquire(long n) {
        return allocator.directBuffer(LENGTH, LENGTH).setLongLE(0, n).setLongLE(LENGTH - Long.BYTES, n);
    }

    @Override
    public long free(ByteBuf payload) {
        long sum = payload.getLongLE(0) + payload.getLongLE(LENGTH - Long.BYTES);
        payload.release();
        return sum;
    }

    @Override
    public void close() {
        // An allocator has no end; its memory goes with the process.
    }
}
