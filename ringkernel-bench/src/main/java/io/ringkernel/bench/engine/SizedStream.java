// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.Claim;
import io.ringkernel.Delivery;
import io.ringkernel.KernelRef;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.SendOptions;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.bench.shape.Sink;
import io.ringkernel.bench.shape.Stream;
import io.ringkernel.bench.shape.Waiting;

/** A kernel for what-ifs: messages of any length and priority, any way of waiting. */
public final class SizedStream implements Stream {
    private final KernelRuntime runtime = KernelRuntime.create();
    private final KernelRef<Sized> messages;
    private final Claim claim = new Claim();
    private final SizedCodec.Writer writer = new SizedCodec.Writer();
    private final SendOptions options;
    private final byte[] payload;
    private final long payloadSum;

    /**
     * Starts the kernel.
     *
     * @param length   of the payload in bytes
     * @param priority of each message
     * @param idle     how the kernel waits
     * @param sink     of the kernel
     */
    public SizedStream(int length, int priority, Idle idle, Sink sink) {
        runtime.launch(
                        "sized",
                        LaunchOptions.instance(new Receiver(new byte[length], sink))
                                .dedicated(idle))
                .activate();
        messages = runtime.ref("sized", Sized.class);
        options = SendOptions.priority(priority);
        payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) i;
        }
        payloadSum = sum(payload);
    }

    private static long sum(byte[] bytes) {
        long sum = 0;
        for (byte value : bytes) {
            sum += value;
        }
        return sum;
    }

    @Override
    public void send(long n) {
        while (messages.claim(claim, options) != Delivery.ACCEPTED) {
            Waiting.forRoom();
        }
        claim.publish(writer.wrap(claim.buffer(), claim.offset())
                .stampNs(n)
                .payload(payload)
                .encodedLength());
    }

    @Override
    public long sumOf(long n) {
        return n + payloadSum;
    }

    @Override
    public void close() {
        runtime.close();
    }

    /** Reads each byte of the payload. */
    @RingKernel(id = "sized", capacity = CAPACITY)
    static final class Receiver {
        private final byte[] payload;
        private final Sink sink;

        Receiver(byte[] payload, Sink sink) {
            this.payload = payload;
            this.sink = sink;
        }

        @Handles
        void sized(SizedCodec.Reader message) {
            int length = message.copyPayload(payload, 0);
            if (length != payload.length) {
                throw new IllegalStateException(
                        "payload has another length: expected=" + payload.length + ", actual=" + length);
            }
            long stampNs = message.stampNs();
            sink.accept(stampNs, stampNs + sum(payload));
        }
    }
}
