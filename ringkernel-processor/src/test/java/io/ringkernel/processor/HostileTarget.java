// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import com.sun.management.ThreadMXBean;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.MessageCodec;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;

/**
 * Gives bytes to one codec, and holds it to what it promises of any bytes: it throws nothing but {@link CodecException},
 * reads nothing outside of the message, allocates in proportion to it, and what it takes for a record it can write again.
 * One thread.
 */
final class HostileTarget {
    private static final int GUARD = 64;
    private static final int LONGEST = 1 << 16;

    /*
     * A set of numbers of one byte each is the worst there is: an entry of 40 bytes, its place in the table, and the
     * number. The constant covers an exception with its stack.
     */
    private static final int ALLOCATION_FACTOR = 64;
    private static final int ALLOCATION_CONSTANT = 32 * 1024;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final MessageCodec<Record> codec;
    private final ReaderWalk reader;
    private final MessageBuffer guarded = MessageBuffer.allocate(GUARD + LONGEST + GUARD);
    private final MessageBuffer exact = MessageBuffer.allocate(LONGEST);
    private final MessageBuffer again = MessageBuffer.allocate(LONGEST);
    private final boolean measuresAllocation;

    HostileTarget(MessageCodec<Record> codec, boolean measuresAllocation) throws ReflectiveOperationException {
        this.codec = codec;
        this.reader = ReaderWalk.of(Class.forName(
                codec.getClass().getName() + "$Reader", true, codec.getClass().getClassLoader()));
        this.measuresAllocation = measuresAllocation;
    }

    MessageCodec<Record> codec() {
        return codec;
    }

    /**
     * Reads a frame in each way.
     *
     * @return whether the codec took it for a record
     * @throws AssertionError if a promise is broken, with the frame
     */
    boolean check(byte[] frame, int frameLength, int version) {
        int length = Math.min(frameLength, LONGEST);
        try {
            return read(frame, length, version);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(
                    "codec broke its promise: codec=" + codec.getClass().getName() + ", version=" + version
                            + ", length=" + length + ", frame=" + HexFormat.of().formatHex(frame, 0, length) + "; " + e,
                    e);
        }
    }

    private boolean read(byte[] frame, int length, int version) {
        exact.putBytes(LONGEST - length, frame, 0, length);
        MessageBuffer slice =
                exact.slice(LONGEST - length, length); // a read outside of it is an IndexOutOfBoundsException
        Record message = decode(slice, 0, length, version);
        int hash = walk(slice, 0, length, version);

        guarded.putBytes(GUARD, frame, 0, length);
        guard(GUARD + length, (byte) length);
        if (walk(guarded, GUARD, length, version) != hash) {
            throw new AssertionError("what is around a message or where it lies changes what is read");
        }
        if (message != null) {
            writeAgain(message);
        }
        return message != null;
    }

    private void guard(int end, byte value) {
        for (int i = 0; i < GUARD; i++) {
            guarded.putByte(i, value);
            guarded.putByte(end + i, value);
        }
    }

    private Record decode(MessageBuffer buffer, int offset, int length, int version) {
        if (!measuresAllocation) {
            return decodeOrNull(buffer, offset, length, version);
        }
        long limit = (long) ALLOCATION_FACTOR * length + ALLOCATION_CONSTANT;
        long least = Long.MAX_VALUE;
        Record message = null;
        for (int attempt = 0; attempt < 3 && least > limit; attempt++) { // the first of its kind loads classes
            long before = THREADS.getCurrentThreadAllocatedBytes();
            message = decodeOrNull(buffer, offset, length, version);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        if (least > limit) {
            throw new AssertionError("allocation out of proportion: bytes=" + least + ", limit=" + limit);
        }
        return message;
    }

    private Record decodeOrNull(MessageBuffer buffer, int offset, int length, int version) {
        try {
            return codec.decode(buffer, offset, length, version);
        } catch (CodecException e) {
            return null;
        }
    }

    private int walk(MessageBuffer buffer, int offset, int length, int version) {
        try {
            return reader.walk(buffer, offset, length, version);
        } catch (CodecException e) {
            return 0;
        }
    }

    /* What a newer writer appended is gone, and so may be what made a frame long: the record is a message of this version. */
    private void writeAgain(Record message) {
        int length = codec.encodedLength(message);
        int written = codec.encode(message, again, 0);
        if (written != length) {
            throw new AssertionError(
                    "record was written with another length: expected=" + length + ", actual=" + written);
        }
        Record copy = codec.decode(again, 0, length);
        int copyLength = codec.encode(copy, exact, 0);
        if (length > 0) {
            writeShort(message, length);
        }
        if (copyLength != length || !isSame(length)) {
            throw new AssertionError(
                    "record was read and written with other bytes: record=" + message + ", copy=" + copy);
        }
    }

    /* Into less room than it takes. */
    private void writeShort(Record message, int length) {
        int room = Math.floorMod(message.hashCode(), length);
        guard(GUARD + room, (byte) room);
        try {
            codec.encode(message, guarded.slice(GUARD, room), 0);
            throw new AssertionError(
                    "record was written into less room than it takes: length=" + length + ", room=" + room);
        } catch (IndexOutOfBoundsException e) {
            for (int i = 0; i < GUARD; i++) {
                if (guarded.getByte(i) != (byte) room || guarded.getByte(GUARD + room + i) != (byte) room) {
                    throw new AssertionError("written outside of the room: room=" + room, e);
                }
            }
        }
    }

    private boolean isSame(int length) {
        for (int i = 0; i < length; i++) {
            if (again.getByte(i) != exact.getByte(i)) {
                return false;
            }
        }
        return true;
    }
}
