// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.util.Objects;
import net.openhft.chronicle.core.UnsafeMemory;

/**
 * A stretch of off-heap memory that is read and written by index, little-endian, each access checked against its
 * bounds.
 *
 * <p>An index counts bytes from the start of the buffer. Access is plain: whoever shares a buffer between threads
 * brings the ordering, as a lane does with claim and publish. Nothing here allocates except where it says so.
 */
public final class MessageBuffer {
    private static final int LONGEST_PIECE = 1 << 20;
    private static final int LONGEST_BLOCK = 256; // that is cleared in place and not by a call into the JVM
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;
    private static final boolean SWAPS = ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN;

    private static final MessageBuffer NOWHERE = new MessageBuffer(Slab.cleared(1), 0, 0);

    /*
     * The memory stays as long as somebody can reach the slab it came from, and every buffer on it holds the slab. No
     * address leaves this package, so a buffer that can be used is a buffer whose memory is there.
     */
    private final Slab slab;

    private final long address;
    private int capacity; // changed by a pool alone, between two payloads

    MessageBuffer(Slab slab, long address, int capacity) {
        this.slab = slab;
        this.address = address;
        this.capacity = capacity;
    }

    /**
     * Takes zeroed off-heap memory. It is given back when the buffer and all its slices have become unreachable.
     *
     * @param capacity in bytes, 1 or more
     * @return a buffer over that memory, aligned to 64 bytes
     * @throws IllegalArgumentException if {@code capacity} is not positive
     */
    public static MessageBuffer allocate(int capacity) {
        if (capacity <= 0) {
            throw new IllegalArgumentException("buffer capacity must be positive: capacity=" + capacity);
        }
        return Slab.cleared(capacity).buffer(0, capacity);
    }

    /**
     * {@return the buffer of what has not been pointed at one: it has no bytes, and whoever reads or writes it is told to
     * wrap first, by an {@link IllegalStateException}}
     */
    public static MessageBuffer nowhere() {
        return NOWHERE;
    }

    /** {@return the length of this buffer in bytes} */
    public int capacity() {
        return capacity;
    }

    /**
     * Has this buffer end elsewhere, within the memory that is its own; for a pool that gives the same part out again.
     *
     * @param length in bytes
     */
    void limit(int length) {
        if (capacity != length) { // who reads it on another core keeps the line
            capacity = length;
        }
    }

    /**
     * Makes a part of this buffer a buffer of its own, over the same memory. Allocates the new buffer.
     *
     * @param index  at which the part begins
     * @param length of the part in bytes
     * @return a buffer whose index 0 is {@code index} here
     * @throws IndexOutOfBoundsException if the part does not lie in this buffer
     */
    public MessageBuffer slice(int index, int length) {
        return new MessageBuffer(slab, range(index, length), length);
    }

    /**
     * Reads a byte.
     *
     * @param index of the byte
     * @return the byte
     * @throws IndexOutOfBoundsException if it lies outside the buffer
     */
    public byte getByte(int index) {
        return NativeMemory.ACCESS.readByte(at(index, Byte.BYTES));
    }

    /**
     * Writes a byte.
     *
     * @param index of the byte
     * @param value to write
     * @throws IndexOutOfBoundsException if it lies outside the buffer
     */
    public void putByte(int index, byte value) {
        NativeMemory.ACCESS.writeByte(at(index, Byte.BYTES), value);
    }

    /**
     * Reads a {@code short}.
     *
     * @param index of its first byte
     * @return the value
     * @throws IndexOutOfBoundsException if it lies outside the buffer
     */
    public short getShort(int index) {
        short value = NativeMemory.ACCESS.readShort(at(index, Short.BYTES));
        return SWAPS ? Short.reverseBytes(value) : value;
    }

    /**
     * Writes a {@code short}.
     *
     * @param index of its first byte
     * @param value to write
     * @throws IndexOutOfBoundsException if it lies outside the buffer
     */
    public void putShort(int index, short value) {
        NativeMemory.ACCESS.writeShort(at(index, Short.BYTES), SWAPS ? Short.reverseBytes(value) : value);
    }

    /**
     * Reads an {@code int}.
     *
     * @param index of its first byte
     * @return the value
     * @throws IndexOutOfBoundsException if it lies outside the buffer
     */
    public int getInt(int index) {
        int value = NativeMemory.ACCESS.readInt(at(index, Integer.BYTES));
        return SWAPS ? Integer.reverseBytes(value) : value;
    }

    /**
     * Writes an {@code int}.
     *
     * @param index of its first byte
     * @param value to write
     * @throws IndexOutOfBoundsException if it lies outside the buffer
     */
    public void putInt(int index, int value) {
        NativeMemory.ACCESS.writeInt(at(index, Integer.BYTES), SWAPS ? Integer.reverseBytes(value) : value);
    }

    /**
     * Reads a {@code long}.
     *
     * @param index of its first byte
     * @return the value
     * @throws IndexOutOfBoundsException if it lies outside the buffer
     */
    public long getLong(int index) {
        long value = NativeMemory.ACCESS.readLong(at(index, Long.BYTES));
        return SWAPS ? Long.reverseBytes(value) : value;
    }

    /**
     * Writes a {@code long}.
     *
     * @param index of its first byte
     * @param value to write
     * @throws IndexOutOfBoundsException if it lies outside the buffer
     */
    public void putLong(int index, long value) {
        NativeMemory.ACCESS.writeLong(at(index, Long.BYTES), SWAPS ? Long.reverseBytes(value) : value);
    }

    /**
     * Reads a {@code char}.
     *
     * @param index of its first byte
     * @return the value
     * @throws IndexOutOfBoundsException if it lies outside the buffer
     */
    public char getChar(int index) {
        return (char) getShort(index);
    }

    /**
     * Writes a {@code char}.
     *
     * @param index of its first byte
     * @param value to write
     * @throws IndexOutOfBoundsException if it lies outside the buffer
     */
    public void putChar(int index, char value) {
        putShort(index, (short) value);
    }

    /**
     * Reads a {@code float}.
     *
     * @param index of its first byte
     * @return the value
     * @throws IndexOutOfBoundsException if it lies outside the buffer
     */
    public float getFloat(int index) {
        return Float.intBitsToFloat(getInt(index));
    }

    /**
     * Writes a {@code float}, with the bits it has.
     *
     * @param index of its first byte
     * @param value to write
     * @throws IndexOutOfBoundsException if it lies outside the buffer
     */
    public void putFloat(int index, float value) {
        putInt(index, Float.floatToRawIntBits(value));
    }

    /**
     * Reads a {@code double}.
     *
     * @param index of its first byte
     * @return the value
     * @throws IndexOutOfBoundsException if it lies outside the buffer
     */
    public double getDouble(int index) {
        return Double.longBitsToDouble(getLong(index));
    }

    /**
     * Writes a {@code double}, with the bits it has.
     *
     * @param index of its first byte
     * @param value to write
     * @throws IndexOutOfBoundsException if it lies outside the buffer
     */
    public void putDouble(int index, double value) {
        putLong(index, Double.doubleToRawLongBits(value));
    }

    /**
     * Writes four {@code long}s that lie side by side.
     *
     * @param index of the first byte of the first
     * @param a     the first
     * @param b     the second
     * @param c     the third
     * @param d     the fourth
     * @throws IndexOutOfBoundsException if one of them lies outside the buffer
     */
    public void putLongs(int index, long a, long b, long c, long d) {
        long to = at(index, 4 * Long.BYTES);
        NativeMemory.ACCESS.writeLong(to, SWAPS ? Long.reverseBytes(a) : a);
        NativeMemory.ACCESS.writeLong(to + Long.BYTES, SWAPS ? Long.reverseBytes(b) : b);
        NativeMemory.ACCESS.writeLong(to + 2 * Long.BYTES, SWAPS ? Long.reverseBytes(c) : c);
        NativeMemory.ACCESS.writeLong(to + 3 * Long.BYTES, SWAPS ? Long.reverseBytes(d) : d);
    }

    /**
     * Copies bytes out of this buffer.
     *
     * @param index        of the first byte here
     * @param target       to copy into
     * @param targetOffset at which the copy begins
     * @param length       number of bytes
     * @throws IndexOutOfBoundsException if the bytes do not lie in both
     */
    public void getBytes(int index, byte[] target, int targetOffset, int length) {
        long from = range(index, length);
        checkArray(target, targetOffset, length);
        NativeMemory.copy(from, target, NativeMemory.BYTES + targetOffset, length);
    }

    /**
     * Copies bytes into this buffer.
     *
     * @param index        of the first byte here
     * @param source       to copy from
     * @param sourceOffset at which the bytes begin
     * @param length       number of bytes
     * @throws IndexOutOfBoundsException if the bytes do not lie in both
     */
    public void putBytes(int index, byte[] source, int sourceOffset, int length) {
        long to = range(index, length);
        checkArray(source, sourceOffset, length);
        NativeMemory.copy(source, NativeMemory.BYTES + sourceOffset, to, length);
    }

    /**
     * Copies bytes into this buffer and tells whether they are known to be ASCII, which costs nothing besides.
     *
     * @param index        of the first byte here
     * @param source       to copy from
     * @param sourceOffset at which the bytes begin
     * @param length       number of bytes
     * @return whether all of them are ASCII; of many bytes it is not known
     * @throws IndexOutOfBoundsException if the bytes do not lie in both
     */
    public boolean putAscii(int index, byte[] source, int sourceOffset, int length) {
        long to = range(index, length);
        checkArray(source, sourceOffset, length);
        return (NativeMemory.copy(source, NativeMemory.BYTES + sourceOffset, to, length) & NOT_ASCII) == 0;
    }

    /**
     * Copies {@code short} values out of this buffer.
     *
     * @param index       of the first byte here
     * @param target      to copy into
     * @param targetIndex at which the copy begins
     * @param count       number of values
     * @throws IndexOutOfBoundsException if the values do not lie in both
     */
    public void getShorts(int index, short[] target, int targetIndex, int count) {
        Objects.checkFromIndexSize(targetIndex, count, target.length);
        if (SWAPS) {
            for (int i = 0; i < count; i++) {
                target[targetIndex + i] = getShort(index + i * Short.BYTES);
            }
        } else {
            copyOut(index, target, NativeMemory.SHORTS, targetIndex, count, Short.BYTES);
        }
    }

    /**
     * Copies {@code short} values into this buffer.
     *
     * @param index       of the first byte here
     * @param source      to copy from
     * @param sourceIndex at which the values begin
     * @param count       number of values
     * @throws IndexOutOfBoundsException if the values do not lie in both
     */
    public void putShorts(int index, short[] source, int sourceIndex, int count) {
        Objects.checkFromIndexSize(sourceIndex, count, source.length);
        if (SWAPS) {
            for (int i = 0; i < count; i++) {
                putShort(index + i * Short.BYTES, source[sourceIndex + i]);
            }
        } else {
            copyIn(index, source, NativeMemory.SHORTS, sourceIndex, count, Short.BYTES);
        }
    }

    /**
     * Copies {@code char} values out of this buffer.
     *
     * @param index       of the first byte here
     * @param target      to copy into
     * @param targetIndex at which the copy begins
     * @param count       number of values
     * @throws IndexOutOfBoundsException if the values do not lie in both
     */
    public void getChars(int index, char[] target, int targetIndex, int count) {
        Objects.checkFromIndexSize(targetIndex, count, target.length);
        if (SWAPS) {
            for (int i = 0; i < count; i++) {
                target[targetIndex + i] = getChar(index + i * Character.BYTES);
            }
        } else {
            copyOut(index, target, NativeMemory.CHARS, targetIndex, count, Character.BYTES);
        }
    }

    /**
     * Copies {@code char} values into this buffer.
     *
     * @param index       of the first byte here
     * @param source      to copy from
     * @param sourceIndex at which the values begin
     * @param count       number of values
     * @throws IndexOutOfBoundsException if the values do not lie in both
     */
    public void putChars(int index, char[] source, int sourceIndex, int count) {
        Objects.checkFromIndexSize(sourceIndex, count, source.length);
        if (SWAPS) {
            for (int i = 0; i < count; i++) {
                putChar(index + i * Character.BYTES, source[sourceIndex + i]);
            }
        } else {
            copyIn(index, source, NativeMemory.CHARS, sourceIndex, count, Character.BYTES);
        }
    }

    /**
     * Copies {@code int} values out of this buffer.
     *
     * @param index       of the first byte here
     * @param target      to copy into
     * @param targetIndex at which the copy begins
     * @param count       number of values
     * @throws IndexOutOfBoundsException if the values do not lie in both
     */
    public void getInts(int index, int[] target, int targetIndex, int count) {
        Objects.checkFromIndexSize(targetIndex, count, target.length);
        if (SWAPS) {
            for (int i = 0; i < count; i++) {
                target[targetIndex + i] = getInt(index + i * Integer.BYTES);
            }
        } else {
            copyOut(index, target, NativeMemory.INTS, targetIndex, count, Integer.BYTES);
        }
    }

    /**
     * Copies {@code int} values into this buffer.
     *
     * @param index       of the first byte here
     * @param source      to copy from
     * @param sourceIndex at which the values begin
     * @param count       number of values
     * @throws IndexOutOfBoundsException if the values do not lie in both
     */
    public void putInts(int index, int[] source, int sourceIndex, int count) {
        Objects.checkFromIndexSize(sourceIndex, count, source.length);
        if (SWAPS) {
            for (int i = 0; i < count; i++) {
                putInt(index + i * Integer.BYTES, source[sourceIndex + i]);
            }
        } else {
            copyIn(index, source, NativeMemory.INTS, sourceIndex, count, Integer.BYTES);
        }
    }

    /**
     * Copies {@code long} values out of this buffer.
     *
     * @param index       of the first byte here
     * @param target      to copy into
     * @param targetIndex at which the copy begins
     * @param count       number of values
     * @throws IndexOutOfBoundsException if the values do not lie in both
     */
    public void getLongs(int index, long[] target, int targetIndex, int count) {
        Objects.checkFromIndexSize(targetIndex, count, target.length);
        if (SWAPS) {
            for (int i = 0; i < count; i++) {
                target[targetIndex + i] = getLong(index + i * Long.BYTES);
            }
        } else {
            copyOut(index, target, NativeMemory.LONGS, targetIndex, count, Long.BYTES);
        }
    }

    /**
     * Copies {@code long} values into this buffer.
     *
     * @param index       of the first byte here
     * @param source      to copy from
     * @param sourceIndex at which the values begin
     * @param count       number of values
     * @throws IndexOutOfBoundsException if the values do not lie in both
     */
    public void putLongs(int index, long[] source, int sourceIndex, int count) {
        Objects.checkFromIndexSize(sourceIndex, count, source.length);
        if (SWAPS) {
            for (int i = 0; i < count; i++) {
                putLong(index + i * Long.BYTES, source[sourceIndex + i]);
            }
        } else {
            copyIn(index, source, NativeMemory.LONGS, sourceIndex, count, Long.BYTES);
        }
    }

    /**
     * Copies {@code float} values out of this buffer.
     *
     * @param index       of the first byte here
     * @param target      to copy into
     * @param targetIndex at which the copy begins
     * @param count       number of values
     * @throws IndexOutOfBoundsException if the values do not lie in both
     */
    public void getFloats(int index, float[] target, int targetIndex, int count) {
        Objects.checkFromIndexSize(targetIndex, count, target.length);
        if (SWAPS) {
            for (int i = 0; i < count; i++) {
                target[targetIndex + i] = getFloat(index + i * Float.BYTES);
            }
        } else {
            copyOut(index, target, NativeMemory.FLOATS, targetIndex, count, Float.BYTES);
        }
    }

    /**
     * Copies {@code float} values into this buffer.
     *
     * @param index       of the first byte here
     * @param source      to copy from
     * @param sourceIndex at which the values begin
     * @param count       number of values
     * @throws IndexOutOfBoundsException if the values do not lie in both
     */
    public void putFloats(int index, float[] source, int sourceIndex, int count) {
        Objects.checkFromIndexSize(sourceIndex, count, source.length);
        if (SWAPS) {
            for (int i = 0; i < count; i++) {
                putFloat(index + i * Float.BYTES, source[sourceIndex + i]);
            }
        } else {
            copyIn(index, source, NativeMemory.FLOATS, sourceIndex, count, Float.BYTES);
        }
    }

    /**
     * Copies {@code double} values out of this buffer.
     *
     * @param index       of the first byte here
     * @param target      to copy into
     * @param targetIndex at which the copy begins
     * @param count       number of values
     * @throws IndexOutOfBoundsException if the values do not lie in both
     */
    public void getDoubles(int index, double[] target, int targetIndex, int count) {
        Objects.checkFromIndexSize(targetIndex, count, target.length);
        if (SWAPS) {
            for (int i = 0; i < count; i++) {
                target[targetIndex + i] = getDouble(index + i * Double.BYTES);
            }
        } else {
            copyOut(index, target, NativeMemory.DOUBLES, targetIndex, count, Double.BYTES);
        }
    }

    /**
     * Copies {@code double} values into this buffer.
     *
     * @param index       of the first byte here
     * @param source      to copy from
     * @param sourceIndex at which the values begin
     * @param count       number of values
     * @throws IndexOutOfBoundsException if the values do not lie in both
     */
    public void putDoubles(int index, double[] source, int sourceIndex, int count) {
        Objects.checkFromIndexSize(sourceIndex, count, source.length);
        if (SWAPS) {
            for (int i = 0; i < count; i++) {
                putDouble(index + i * Double.BYTES, source[sourceIndex + i]);
            }
        } else {
            copyIn(index, source, NativeMemory.DOUBLES, sourceIndex, count, Double.BYTES);
        }
    }

    private void copyOut(int index, Object array, long base, int arrayIndex, int count, int width) {
        int length = Math.multiplyExact(count, width);
        NativeMemory.copy(range(index, length), array, base + (long) arrayIndex * width, length);
    }

    private void copyIn(int index, Object array, long base, int arrayIndex, int count, int width) {
        int length = Math.multiplyExact(count, width);
        NativeMemory.copy(array, base + (long) arrayIndex * width, range(index, length), length);
    }

    /**
     * Copies bytes of another buffer into this one. The two may overlap.
     *
     * @param index       of the first byte here
     * @param source      to copy from
     * @param sourceIndex of the first byte there
     * @param length      number of bytes
     * @throws IndexOutOfBoundsException if the bytes do not lie in both
     */
    public void putBytes(int index, MessageBuffer source, int sourceIndex, int length) {
        long to = range(index, length);
        long from = source.range(sourceIndex, length);
        if (from >= to || from + length <= to) {
            UnsafeMemory.copyMemory(from, to, length);
            return;
        }
        int start = length; // the end first: Chronicle copies a long range in pieces, the first one first
        while (start > 0) {
            int piece = Math.min(start, LONGEST_PIECE);
            start -= piece;
            UnsafeMemory.copyMemory(from + start, to + start, piece);
        }
    }

    /**
     * Reads bytes from a channel into this buffer, as many as the channel gives at once, without a copy on the way.
     * Allocates a view of the memory.
     *
     * @param index  of the first byte here
     * @param source to read from
     * @param length most bytes to read
     * @return number of bytes read, possibly 0; -1 at the end of the channel
     * @throws IOException what the channel throws
     * @throws IndexOutOfBoundsException if the bytes do not lie in the buffer
     */
    public int putBytes(int index, ReadableByteChannel source, int length) throws IOException {
        try {
            return source.read(ChannelView.of(range(index, length), length));
        } finally {
            Reference.reachabilityFence(slab);
        }
    }

    /**
     * Sets bytes to zero.
     *
     * @param index  of the first byte
     * @param length number of bytes
     * @throws IndexOutOfBoundsException if they do not lie in the buffer
     */
    public void clear(int index, int length) {
        if (length > 0 && length <= LONGEST_BLOCK && length % Long.BYTES == 0) {
            long from = at(index, length);
            for (int i = 0; i < length; i += Long.BYTES) { // an int, so that the loop is unrolled
                NativeMemory.ACCESS.writeLong(from + i, 0);
            }
        } else {
            NativeMemory.ACCESS.setMemory(range(index, length), length, (byte) 0);
        }
    }

    /*
     * The JVM knows checkIndex, and joins the checks of neighbouring fields into one or two, if all are against the same
     * bound: so the first and the last byte are checked against the capacity, and not the first one against what the
     * width leaves of it.
     */
    private long at(int index, int width) {
        try {
            Objects.checkIndex(index, capacity);
            Objects.checkIndex(index + width - 1, capacity);
            return address + index;
        } catch (IndexOutOfBoundsException e) {
            throw outside(index, width);
        }
    }

    private long range(int index, int length) {
        if ((index | length | ((long) capacity - length - index)) < 0) { // long, so that the difference cannot wrap
            throw outside(index, length);
        }
        return address + index;
    }

    private RuntimeException outside(int index, int length) {
        return this == NOWHERE
                ? new IllegalStateException("reader or writer is not wrapped; call wrap before its other methods")
                : outside(index, length, capacity, "buffer");
    }

    private static void checkArray(byte[] array, int offset, int length) {
        if ((offset | ((long) array.length - length - offset)) < 0) {
            throw outside(offset, length, array.length, "array");
        }
    }

    private static IndexOutOfBoundsException outside(int index, int length, int capacity, String what) {
        return new IndexOutOfBoundsException(
                "access outside " + what + ": index=" + index + ", length=" + length + ", capacity=" + capacity);
    }

    @Override
    public String toString() {
        return "MessageBuffer(capacity=" + capacity + ")";
    }
}
