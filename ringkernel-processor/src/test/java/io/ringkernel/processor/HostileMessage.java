// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.MessageCodec;

/** The bytes of a message, read as a record and in place. */
final class HostileMessage extends HostileTarget {
    private static final int GUARD = 64;

    private final ReaderWalk reader;
    private final MessageBuffer guarded = MessageBuffer.allocate(GUARD + LONGEST + GUARD);
    private final MessageBuffer exact = MessageBuffer.allocate(LONGEST);
    private final MessageBuffer again = MessageBuffer.allocate(LONGEST);

    HostileMessage(MessageCodec<Record> codec, boolean measuresAllocation) throws ReflectiveOperationException {
        super(codec, measuresAllocation);
        this.reader = ReaderWalk.of(Class.forName(
                codec.getClass().getName() + "$Reader", true, codec.getClass().getClassLoader()));
    }

    @Override
    byte[] write(Record message) {
        byte[] bytes = new byte[codec.encode(message, again, 0)];
        again.getBytes(0, bytes, 0, bytes.length);
        return bytes;
    }

    @Override
    boolean read(byte[] frame, int length, int version) {
        exact.putBytes(LONGEST - length, frame, 0, length);
        MessageBuffer slice =
                exact.slice(LONGEST - length, length); // a read outside of it is an IndexOutOfBoundsException
        Record message = measured(length, () -> codec.decode(slice, 0, length, version));
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
