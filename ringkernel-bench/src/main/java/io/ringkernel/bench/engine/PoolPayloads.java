// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.KernelRuntime;
import io.ringkernel.bench.shape.Payloads;
import io.ringkernel.buffer.PayloadBuffer;

/** The payload buffers of a runtime. */
public final class PoolPayloads implements Payloads<PayloadBuffer> {
    private final KernelRuntime runtime = KernelRuntime.create();

    /** Creates the pool. */
    public PoolPayloads() {}

    @Override
    public PayloadBuffer acquire(long n) {
        PayloadBuffer payload = runtime.buffers().allocate(LENGTH);
        payload.bytes().putLong(0, n);
        payload.bytes().putLong(LENGTH - Long.BYTES, n);
        return payload;
    }

    @Override
    public long free(PayloadBuffer payload) {
        long sum = payload.bytes().getLong(0) + payload.bytes().getLong(LENGTH - Long.BYTES);
        payload.free();
        return sum;
    }

    @Override
    public void close() {
        runtime.close();
    }
}
