// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import com.sun.management.ThreadMXBean;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.MessageCodec;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * Gives bytes to one codec, and holds it to what it promises of any bytes: it throws nothing but {@link CodecException},
 * reads nothing outside of the message, allocates in proportion to it, and what it takes for a record it can write again.
 * One thread.
 */
abstract class HostileTarget {
    static final int LONGEST = 1 << 16;

    /*
     * A set of numbers of one byte each is the worst there is: an entry of 40 bytes, its place in the table, and the
     * number. The constant covers an exception with its stack.
     */
    private static final int ALLOCATION_FACTOR = 64;
    private static final int ALLOCATION_CONSTANT = 32 * 1024;
    private static final int ATTEMPTS = 3; // the first of its kind loads classes

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    final MessageCodec<Record> codec;
    private final boolean measuresAllocation;

    HostileTarget(MessageCodec<Record> codec, boolean measuresAllocation) {
        this.codec = codec;
        this.measuresAllocation = measuresAllocation;
    }

    final MessageCodec<Record> codec() {
        return codec;
    }

    /** {@return a record in bytes} */
    abstract byte[] write(Record message);

    /** {@return whether the bytes were taken for a record} */
    abstract boolean read(byte[] frame, int length, int version);

    /**
     * Reads a frame in each way.
     *
     * @return whether the codec took it for a record
     * @throws AssertionError if a promise is broken, with the frame
     */
    final boolean check(byte[] frame, int frameLength, int version) {
        int length = Math.min(frameLength, LONGEST);
        try {
            return read(frame, length, version);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(
                    "codec broke its promise: codec=" + codec.getClass().getName() + ", target="
                            + getClass().getSimpleName() + ", version=" + version + ", length=" + length + ", frame="
                            + HexFormat.of().formatHex(frame, 0, length) + "; " + e,
                    e);
        }
    }

    /** {@return what was read, or null if it was refused} */
    final Record measured(int length, Supplier<Record> decode) {
        if (!measuresAllocation) {
            return orNull(decode);
        }
        long limit = (long) ALLOCATION_FACTOR * length + ALLOCATION_CONSTANT;
        long least = Long.MAX_VALUE;
        Record message = null;
        for (int attempt = 0; attempt < ATTEMPTS && least > limit; attempt++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            message = orNull(decode);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        if (least > limit) {
            throw new AssertionError("allocation out of proportion: bytes=" + least + ", limit=" + limit);
        }
        return message;
    }

    private static Record orNull(Supplier<Record> decode) {
        try {
            return decode.get();
        } catch (CodecException e) {
            return null;
        }
    }
}
