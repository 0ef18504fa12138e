// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.Claim;
import io.ringkernel.KernelContext;
import io.ringkernel.KernelRef;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.bench.shape.Sink;
import io.ringkernel.bench.shape.Stream;
import io.ringkernel.buffer.BufferRef;
import io.ringkernel.buffer.PayloadBuffer;

/** Messages that hand over 1 MiB each by its reference, the same sixteen again and again, or nothing. */
public final class HandOverStream implements Stream {
    private static final int PAYLOADS = 16;
    private static final int LENGTH = 1 << 20;

    private final KernelRuntime runtime = KernelRuntime.create();
    private final BufferRef[] refs = new BufferRef[PAYLOADS];
    private final KernelRef<HandOver> receiver;
    private final Claim claim = new Claim();
    private final HandOverCodec.Writer writer = new HandOverCodec.Writer();
    private final boolean full;

    /**
     * Starts the kernel.
     *
     * @param full whether payloads are handed over
     * @param sink of the kernel
     */
    public HandOverStream(boolean full, Sink sink) {
        this.full = full;
        for (int i = 0; i < PAYLOADS; i++) {
            refs[i] = BufferRef.NONE;
            if (full) {
                PayloadBuffer payload = runtime.buffers().allocate(LENGTH);
                payload.bytes().putLong(0, i);
                refs[i] = payload.ref();
            }
        }
        runtime.launch("receiver", LaunchOptions.instance(new Receiver(sink))).activate();
        receiver = runtime.ref("receiver", HandOver.class);
    }

    @Override
    public void send(long n) {
        KernelStream.claim(receiver, claim);
        claim.publish(writer.wrap(claim.buffer(), claim.offset())
                .n(n)
                .payload(refs[(int) n & (PAYLOADS - 1)])
                .encodedLength());
    }

    @Override
    public long sumOf(long n) {
        return n + (full ? n & (PAYLOADS - 1) : 0);
    }

    @Override
    public void close() {
        runtime.close();
    }

    /** Opens each payload and reads where it begins. */
    @RingKernel(id = "receiver", capacity = CAPACITY, execution = Execution.DEDICATED, idle = Idle.BUSY_SPIN)
    static final class Receiver {
        private final Sink sink;

        Receiver(Sink sink) {
            this.sink = sink;
        }

        @Handles
        void take(HandOverCodec.Reader message, KernelContext context) {
            long n = message.n();
            BufferRef payload = message.payload();
            sink.accept(
                    n,
                    payload.isNone()
                            ? n
                            : n + context.buffers().open(payload).bytes().getLong(0));
        }
    }
}
