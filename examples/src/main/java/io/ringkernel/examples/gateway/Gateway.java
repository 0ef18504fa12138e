// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.gateway;

import io.ringkernel.KernelRuntime;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.msgpack.Msgpack;
import io.ringkernel.msgpack.Parcel;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program in another language asks a kernel: its request comes as msgpack, and so goes the answer. How the bytes travel
 * is somebody else's business; here they have come already.
 */
public final class Gateway {
    @Message(id = 0x0D01)
    record Sum(
            double[] data,
            Instant askedAt,
            @Nullable @MaxLength(80) String label) {}

    @Message(id = 0x0D02)
    record Total(double value) {}

    @RingKernel(id = "adder")
    static final class Adder {
        @Handles
        Total add(Sum sum) {
            return new Total(Arrays.stream(sum.data()).sum());
        }
    }

    private static final Msgpack MSGPACK = Msgpack.create();

    /*
     * What Python made of
     *
     * msgpack.packb({"__type__": "Sum", "data": [1.5, 2.5, 2], "asked_at": "2026-11-21T08:05:00+00:00",
     *                "message_id": {"__uuid_bin__": uuid.UUID(int=7).bytes}, "priority": 200})
     */
    private static final String REQUEST =
            "hahfX3R5cGVfX6NTdW2kZGF0YZPLP/gAAAAAAADLQAQAAAAAAAACqGFza2VkX2F0uTIwMjYtMTEtMjFUMDg6MDU6"
                    + "MDArMDA6MDCqbWVzc2FnZV9pZIGsX191dWlkX2Jpbl9fxBAAAAAAAAAAAAAAAAAAAAAHqHByaW9yaXR5zMg=";

    private Gateway() {}

    /**
     * Has a kernel answer one request.
     *
     * @param arguments none
     */
    public static void main(String... arguments) {
        try (KernelRuntime runtime = KernelRuntime.create()) {
            runtime.launch("adder").activate();
            byte[] answer = answer(runtime, Base64.getDecoder().decode(REQUEST));
            Parcel<Total> parcel = MSGPACK.unpack(answer, Total.class);
            System.out.println(
                    parcel.message() + " answers " + parcel.correlationId().orElseThrow());
            System.out.println("in " + answer.length + " bytes");
        }
    }

    private static byte[] answer(KernelRuntime runtime, byte[] request) {
        Parcel<Sum> parcel = MSGPACK.unpack(request, Sum.class);
        System.out.println("asked at " + parcel.message().askedAt() + " with priority " + parcel.priority());
        Total total = runtime.call("adder", parcel.message(), Total.class, Duration.ofSeconds(10));
        UUID id = parcel.messageId().orElseThrow();
        return MSGPACK.pack(Parcel.of(total).withCorrelationId(id));
    }
}
