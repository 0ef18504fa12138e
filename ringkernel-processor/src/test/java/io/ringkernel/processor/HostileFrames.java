// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Frames that were valid once: cut off, run on, with lengths, counts, positions and type ids that lie, with references
 * that overlap or lead back, and with text that is no text. The same random numbers make the same frame.
 */
final class HostileFrames {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int LONGEST_ADDITION = 64;
    private static final int MOST_CHANGES = 4;

    private static final byte[][] BAD_PARTS = {
        // text that is no text
        {(byte) 0xC0, (byte) 0x80}, // longer than needed
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, // half of a surrogate pair
        {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}, // beyond Unicode
        {(byte) 0xE2, (byte) 0x82}, // cut off
        {(byte) 0x80},
        {(byte) 0xFF},
        // heads of a msgpack value
        {(byte) 0xC0}, // nil
        {(byte) 0xC1}, // nothing
        {(byte) 0xC6, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF}, // bytes
        {(byte) 0xC9, 0, 0, 0, 4, 1}, // extension
        {(byte) 0xCB, 0x7F, (byte) 0xF8}, // double
        {(byte) 0xCF, (byte) 0xFF}, // unsigned long
        {(byte) 0xDB, 0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF}, // text
        {(byte) 0xDD, 0, 0x0F, (byte) 0xFF, (byte) 0xFF}, // array
        {(byte) 0xDD, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
        {(byte) 0xDE, (byte) 0xFF, (byte) 0xFF}, // map
        {(byte) 0xDF, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF},
        {(byte) 0x8F},
        {(byte) 0x9F}
    };

    private final List<byte[]> valid;
    private final byte[] bytes;
    private int length;

    HostileFrames(List<byte[]> valid) {
        this.valid = valid;
        int longest = valid.stream().mapToInt(frame -> frame.length).max().orElse(0);
        this.bytes = new byte[longest + LONGEST_ADDITION * MOST_CHANGES + Long.BYTES];
    }

    /** Makes the next frame; it is in {@link #bytes} until the one after it is made. */
    void next(SplittableRandom random) {
        byte[] frame = any(random);
        length = frame.length;
        System.arraycopy(frame, 0, bytes, 0, length);
        for (int changes = random.nextInt(MOST_CHANGES + 1); changes > 0; changes--) {
            change(random);
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    private byte[] any(SplittableRandom random) {
        return valid.get(random.nextInt(valid.size()));
    }

    private void change(SplittableRandom random) {
        if (length == 0) {
            runOn(random);
            return;
        }
        switch (random.nextInt(12)) {
            case 0 -> length = random.nextInt(length + 1);
            case 1 -> runOn(random);
            case 2 -> bytes[random.nextInt(length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            case 3 -> bytes[random.nextInt(length)] = (byte) random.nextInt();
            case 4, 5 -> INTS.set(bytes, place(random, Integer.BYTES), lie(random));
            case 6, 7 ->
                LONGS.set(bytes, place(random, Long.BYTES), (long) lie(random) << 32 | lie(random) & 0xFFFF_FFFFL);
            case 8 -> move(random, Long.BYTES);
            case 9 -> move(random, 1 << random.nextInt(6));
            case 10 -> splice(random);
            default -> put(BAD_PARTS[random.nextInt(BAD_PARTS.length)], random);
        }
    }

    private void runOn(SplittableRandom random) {
        int addition = random.nextInt(Math.min(LONGEST_ADDITION, bytes.length - Long.BYTES - length) + 1);
        for (int i = 0; i < addition; i++) {
            bytes[length++] = (byte) random.nextInt();
        }
    }

    /* Positions of references and counts are aligned in a block, and anything in a region: both are tried. */
    private int place(SplittableRandom random, int width) {
        int place = random.nextInt(length);
        return random.nextInt(4) == 0 ? place : place / width * width;
    }

    private int lie(SplittableRandom random) {
        return switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> Integer.MAX_VALUE - random.nextInt(16);
            case 3 -> Integer.MIN_VALUE + random.nextInt(16);
            case 4 -> length;
            case 5 -> length + random.nextInt(17) - 8;
            case 6 -> 1 << random.nextInt(32);
            case 7 -> random.nextInt();
            case 8 -> -random.nextInt(64);
            case 9 -> (int) INTS.get(bytes, Math.min(place(random, Integer.BYTES), bytes.length - Long.BYTES));
            default -> random.nextInt(length + 1);
        };
    }

    /* Makes references that overlap, and such that lead back. */
    private void move(SplittableRandom random, int count) {
        int from = place(random, Math.min(count, Long.BYTES));
        int to = place(random, Math.min(count, Long.BYTES));
        System.arraycopy(bytes, from, bytes, to, Math.min(count, length - Math.max(from, to)));
    }

    private void splice(SplittableRandom random) {
        byte[] other = any(random);
        int start = random.nextInt(length);
        if (start < other.length) {
            length = Math.min(other.length, bytes.length - Long.BYTES);
            System.arraycopy(other, start, bytes, start, length - start);
        }
    }

    private void put(byte[] part, SplittableRandom random) {
        int start = random.nextInt(length);
        System.arraycopy(part, 0, bytes, start, Math.min(part.length, length - start));
    }
}
