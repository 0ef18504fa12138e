// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageBufferTest {
    private static final int CAPACITY = 64;

    private final MessageBuffer buffer = MessageBuffer.allocate(CAPACITY);

    /** One access of a fixed width at an index. */
    private record Access(String name, int length, Body body) {
        interface Body {
            void at(MessageBuffer buffer, int index);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Access> accesses() {
        return Stream.of(
                new Access("getByte", 1, MessageBuffer::getByte),
                new Access("putByte", 1, (b, i) -> b.putByte(i, (byte) 1)),
                new Access("getShort", 2, MessageBuffer::getShort),
                new Access("putShort", 2, (b, i) -> b.putShort(i, (short) 1)),
                new Access("getChar", 2, MessageBuffer::getChar),
                new Access("putChar", 2, (b, i) -> b.putChar(i, 'x')),
                new Access("getInt", 4, MessageBuffer::getInt),
                new Access("putInt", 4, (b, i) -> b.putInt(i, 1)),
                new Access("getFloat", 4, MessageBuffer::getFloat),
                new Access("putFloat", 4, (b, i) -> b.putFloat(i, 1)),
                new Access("getLong", 8, MessageBuffer::getLong),
                new Access("putLong", 8, (b, i) -> b.putLong(i, 1)),
                new Access("getDouble", 8, MessageBuffer::getDouble),
                new Access("putDouble", 8, (b, i) -> b.putDouble(i, 1)),
                new Access("getBytes", 16, (b, i) -> b.getBytes(i, new byte[16], 0, 16)),
                new Access("putBytes", 16, (b, i) -> b.putBytes(i, new byte[16], 0, 16)),
                new Access("putBytes from buffer", 16, (b, i) -> b.putBytes(i, MessageBuffer.allocate(16), 0, 16)),
                new Access("clear", 16, (b, i) -> b.clear(i, 16)),
                new Access("slice", 16, (b, i) -> b.slice(i, 16)));
    }

    @ParameterizedTest
    @MethodSource("accesses")
    void reachesItsFirstAndLastByte(Access access) {
        assertThatCode(() -> access.body.at(buffer, 0)).doesNotThrowAnyException();
        assertThatCode(() -> access.body.at(buffer, CAPACITY - access.length)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("accesses")
    void refusesAccessOutside(Access access) {
        for (int index : new int[] {
            -1,
            -access.length,
            CAPACITY - access.length + 1,
            CAPACITY,
            Integer.MAX_VALUE - access.length,
            Integer.MAX_VALUE,
            Integer.MIN_VALUE
        }) {
            assertThatThrownBy(() -> access.body.at(buffer, index))
                    .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("access outside buffer: index=" + index + ", length=" + access.length + ", capacity="
                            + CAPACITY);
        }
    }

    @Test
    void liesLittleEndianInMemory() {
        buffer.putShort(0, (short) 0x0102);
        buffer.putInt(2, 0x03040506);
        buffer.putLong(6, 0x0708090A0B0C0D0EL);
        buffer.putChar(14, '\u0F10');
        buffer.putFloat(16, Float.intBitsToFloat(0x11121314));
        buffer.putDouble(20, Double.longBitsToDouble(0x15161718191A1B1CL));

        byte[] bytes = new byte[28];
        buffer.getBytes(0, bytes, 0, bytes.length);
        assertThat(bytes)
                .containsExactly(
                        2, 1, 6, 5, 4, 3, 0x0E, 0x0D, 0x0C, 0x0B, 0x0A, 9, 8, 7, 0x10, 0x0F, 0x14, 0x13, 0x12, 0x11,
                        0x1C, 0x1B, 0x1A, 0x19, 0x18, 0x17, 0x16, 0x15);
    }

    @Test
    void readsWhatWasWrittenAtAnyAlignment() {
        for (int shift = 0; shift < 8; shift++) {
            buffer.putByte(shift, (byte) -2);
            buffer.putShort(shift + 1, (short) -3);
            buffer.putChar(shift + 3, '\uFFFC');
            buffer.putInt(shift + 5, -5);
            buffer.putLong(shift + 9, Long.MIN_VALUE + 6);
            buffer.putFloat(shift + 17, -7.5f);
            buffer.putDouble(shift + 21, Double.MIN_VALUE);

            assertThat(buffer.getByte(shift)).isEqualTo((byte) -2);
            assertThat(buffer.getShort(shift + 1)).isEqualTo((short) -3);
            assertThat(buffer.getChar(shift + 3)).isEqualTo('\uFFFC');
            assertThat(buffer.getInt(shift + 5)).isEqualTo(-5);
            assertThat(buffer.getLong(shift + 9)).isEqualTo(Long.MIN_VALUE + 6);
            assertThat(buffer.getFloat(shift + 17)).isEqualTo(-7.5f);
            assertThat(buffer.getDouble(shift + 21)).isEqualTo(Double.MIN_VALUE);
        }
    }

    @Test
    void keepsTheBitsOfNotANumber() {
        buffer.putFloat(0, Float.intBitsToFloat(0x7FA0_1234));
        buffer.putDouble(8, Double.longBitsToDouble(0x7FF4_1234_5678_9ABCL));

        assertThat(buffer.getInt(0)).isEqualTo(0x7FA0_1234);
        assertThat(buffer.getLong(8)).isEqualTo(0x7FF4_1234_5678_9ABCL);
    }

    @Test
    void refusesRangesThatWrapAround() {
        int most = Integer.MAX_VALUE;

        assertThatThrownBy(() -> buffer.slice(most, most))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("access outside buffer: index=2147483647, length=2147483647, capacity=64");
        assertThatThrownBy(() -> buffer.clear(most, most)).isExactlyInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> buffer.slice(1 << 30, most)).isExactlyInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> MessageBuffer.allocate(1).getLong(most))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("access outside buffer: index=2147483647, length=8, capacity=1");
    }

    @Test
    void refusesArrayRangesThatWrapAround() {
        MessageBuffer large = MessageBuffer.allocate(1 << 20);

        assertThatThrownBy(() -> large.getBytes(0, new byte[0], Integer.MAX_VALUE, 1 << 20))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("access outside array: index=2147483647, length=1048576, capacity=0");
        assertThatThrownBy(() -> large.putBytes(0, new byte[0], Integer.MAX_VALUE, 1 << 20))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesNegativeLengths() {
        assertThatThrownBy(() -> buffer.slice(0, -1))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("access outside buffer: index=0, length=-1, capacity=64");
        assertThatThrownBy(() -> buffer.clear(8, -8)).isExactlyInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> buffer.getBytes(8, new byte[8], 0, -1))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> buffer.putBytes(8, buffer, 0, Integer.MIN_VALUE))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesRangesOutsideTheArray() {
        byte[] array = new byte[8];

        assertThatThrownBy(() -> buffer.getBytes(0, array, 1, 8))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("access outside array: index=1, length=8, capacity=8");
        assertThatThrownBy(() -> buffer.putBytes(0, array, -1, 8))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("access outside array: index=-1, length=8, capacity=8");
        assertThatThrownBy(() -> buffer.getBytes(0, array, 9, 0)).isExactlyInstanceOf(IndexOutOfBoundsException.class);
        assertThatCode(() -> buffer.getBytes(64, array, 8, 0)).doesNotThrowAnyException();
    }

    @Test
    void refusesRangesOutsideTheOtherBuffer() {
        MessageBuffer source = MessageBuffer.allocate(8);

        assertThatThrownBy(() -> buffer.putBytes(0, source, 1, 8))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("access outside buffer: index=1, length=8, capacity=8");
        assertThatThrownBy(() -> buffer.putBytes(60, source, 0, 8))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("access outside buffer: index=60, length=8, capacity=64");
    }

    @Test
    void refusesCapacityThatIsNotPositive() {
        assertThatThrownBy(() -> MessageBuffer.allocate(0))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("buffer capacity must be positive: capacity=0");
        assertThatThrownBy(() -> MessageBuffer.allocate(-5))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("buffer capacity must be positive: capacity=-5");
    }

    @Test
    void beginsZeroed() {
        List<MessageBuffer> dirty = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            MessageBuffer fresh = MessageBuffer.allocate(4096);
            for (int at = 0; at < 4096; at += 8) {
                assertThat(fresh.getLong(at)).isZero();
                fresh.putLong(at, -1);
            }
            dirty.add(fresh);
        }
        assertThat(dirty).hasSize(100);
    }

    @Test
    void sharesMemoryWithItsSlices() {
        MessageBuffer slice = buffer.slice(8, 16);
        slice.putLong(0, 42);
        buffer.putLong(16, 43);

        assertThat(buffer.getLong(8)).isEqualTo(42);
        assertThat(slice.getLong(8)).isEqualTo(43);
        assertThat(slice.capacity()).isEqualTo(16);
        assertThat(slice.slice(8, 8).getLong(0)).isEqualTo(43);
        assertThatThrownBy(() -> slice.getLong(9)).isExactlyInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> slice.slice(8, 9)).isExactlyInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void clearsExactlyTheGivenRange() {
        MessageBuffer large = MessageBuffer.allocate(512);
        byte[] ones = new byte[512];
        Arrays.fill(ones, (byte) -1);
        for (int index : new int[] {0, 1, 7, 8}) {
            for (int length : new int[] {0, 1, 7, 8, 9, 56, 63, 64, 65, 72, 256, 300}) {
                large.putBytes(0, ones, 0, 512);
                large.clear(index, length);

                for (int at = 0; at < 512; at++) {
                    boolean cleared = at >= index && at < index + length;
                    assertThat(large.getByte(at)).isEqualTo((byte) (cleared ? 0 : -1));
                }
            }
        }
    }

    @Test
    void copiesBetweenArraysAndBuffers() {
        byte[] source = new byte[100];
        new Random(1).nextBytes(source);
        MessageBuffer other = MessageBuffer.allocate(100);

        other.putBytes(3, source, 5, 50);
        buffer.putBytes(1, other, 13, 40);
        byte[] target = new byte[50];
        buffer.getBytes(1, target, 7, 40);

        assertThat(Arrays.copyOfRange(target, 7, 47)).isEqualTo(Arrays.copyOfRange(source, 15, 55));
        assertThat(Arrays.copyOfRange(target, 0, 7)).containsOnly(0);
        assertThat(Arrays.copyOfRange(target, 47, 50)).containsOnly(0);
    }

    @Test
    void copiesOverlappingRanges() {
        int length = 3 << 20;
        MessageBuffer large = MessageBuffer.allocate(length + 16);
        byte[] source = new byte[length];
        new Random(2).nextBytes(source);
        byte[] target = new byte[length];

        for (int shift : new int[] {1, 8, 13}) {
            large.putBytes(0, source, 0, length);
            large.putBytes(shift, large, 0, length);
            large.getBytes(shift, target, 0, length);
            assertThat(Arrays.equals(target, source)).isTrue();

            large.putBytes(shift, source, 0, length);
            large.putBytes(0, large, shift, length);
            large.getBytes(0, target, 0, length);
            assertThat(Arrays.equals(target, source)).isTrue();
        }
    }

    @Test
    void saysItsCapacity() {
        assertThat(buffer.capacity()).isEqualTo(64);
        assertThat(buffer).hasToString("MessageBuffer(capacity=64)");
    }

    @Test
    void copiesArraysAsTheirElements() {
        MessageBuffer buffer = MessageBuffer.allocate(64);
        long[] longs = {1, Long.MIN_VALUE, 3};
        int[] ints = {1, Integer.MIN_VALUE, 3};
        short[] shorts = {1, Short.MIN_VALUE, 3};
        char[] chars = {'a', '\uFFFF', 'c'};
        float[] floats = {1, Float.NaN, -0.0f};
        double[] doubles = {1, Double.NaN, -0.0};

        buffer.putLongs(3, longs, 1, 2);
        assertThat(new long[] {buffer.getLong(3), buffer.getLong(11), buffer.getLong(19)})
                .containsExactly(Long.MIN_VALUE, 3, 0);
        buffer.getLongs(11, longs, 0, 1);
        assertThat(longs).containsExactly(3, Long.MIN_VALUE, 3);
        buffer.putInts(3, ints, 0, 3);
        assertThat(buffer.getInt(7)).isEqualTo(Integer.MIN_VALUE);
        buffer.getInts(7, ints, 0, 2);
        assertThat(ints).containsExactly(Integer.MIN_VALUE, 3, 3);
        buffer.putShorts(3, shorts, 0, 3);
        assertThat(buffer.getShort(5)).isEqualTo(Short.MIN_VALUE);
        buffer.getShorts(5, shorts, 0, 2);
        assertThat(shorts).containsExactly(Short.MIN_VALUE, (short) 3, (short) 3);
        buffer.putChars(3, chars, 0, 3);
        assertThat(buffer.getChar(5)).isEqualTo('\uFFFF');
        buffer.getChars(5, chars, 0, 2);
        assertThat(chars).containsExactly('\uFFFF', 'c', 'c');
        buffer.putFloats(3, floats, 0, 3);
        assertThat(buffer.getInt(11)).isEqualTo(0x8000_0000);
        buffer.getFloats(7, floats, 0, 2);
        assertThat(floats).containsExactly(Float.NaN, -0.0f, -0.0f);
        buffer.putDoubles(3, doubles, 0, 3);
        assertThat(buffer.getLong(19)).isEqualTo(Long.MIN_VALUE);
        buffer.getDoubles(11, doubles, 0, 2);
        assertThat(doubles).containsExactly(Double.NaN, -0.0, -0.0);
    }

    @Test
    void refusesToCopyArraysBeyondEither() {
        MessageBuffer buffer = MessageBuffer.allocate(16);
        long[] longs = new long[4];

        for (int[] bad : new int[][] {{0, 0, 3}, {9, 0, 1}, {-1, 0, 1}, {0, 3, 2}, {0, -1, 1}, {0, 0, -1}}) {
            assertThatThrownBy(() -> buffer.getLongs(bad[0], longs, bad[1], bad[2]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> buffer.putLongs(bad[0], longs, bad[1], bad[2]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        buffer.getLongs(16, longs, 4, 0);
    }

    @Test
    void saysThatNobodyPointedAtABuffer() {
        MessageBuffer nowhere = MessageBuffer.nowhere();

        assertThat(nowhere.capacity()).isZero();
        for (ThrowingCallable access : List.<ThrowingCallable>of(
                () -> nowhere.getByte(0),
                () -> nowhere.putLong(0, 1),
                () -> nowhere.clear(0, 8),
                () -> nowhere.slice(0, 1))) {
            assertThatThrownBy(access)
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("reader or writer is not wrapped; call wrap before its other methods");
        }
    }
}
