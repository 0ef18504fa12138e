// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

import java.lang.ref.Cleaner;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.core.UnsafeMemory;

/**
 * The door to Chronicle Bytes: takes native memory from it, and gives it back when nobody can reach it any more.
 *
 * <p>Memory is released by the garbage collector and never by hand: a sender that is still writing into a slot while its
 * kernel ends must find memory there, not a hole.
 */
final class NativeMemory {
    /** Reads and writes at addresses; checks nothing. */
    static final UnsafeMemory ACCESS;

    /** Where the elements of arrays begin, from the start of the object. The JVM would look it up each time it is asked. */
    static final long BYTES;

    static final long SHORTS;
    static final long CHARS;
    static final long INTS;
    static final long LONGS;
    static final long FLOATS;
    static final long DOUBLES;

    private static final int FEW_BYTES = 64; // that are copied in place and not by a call into the JVM

    private static final Cleaner CLEANER = Cleaner.create();

    /*
     * Chronicle's first use prints four lines about things that a native store does not need: that SLF4J has no
     * provider, and that its cleaner of direct ByteBuffers would like a flag. Whoever uses this engine did not ask for
     * either, so both are silenced for exactly as long as Chronicle starts. The logger is held here because
     * java.util.logging forgets the level of a logger that nobody holds. See docs/decisions/0002-chronicle-door.md.
     */
    private static final Logger CHRONICLE_CLEANER =
            Logger.getLogger("net.openhft.chronicle.core.internal.cleaner.ReflectionBasedByteBufferCleanerService");

    private static final String SLF4J_VERBOSITY = "slf4j.internal.verbosity";

    static {
        CHRONICLE_CLEANER.setLevel(Level.SEVERE);
        boolean quieted = System.getProperty(SLF4J_VERBOSITY) == null;
        if (quieted) {
            System.setProperty(SLF4J_VERBOSITY, "ERROR");
        }
        try {
            BytesStore.nativeStoreWithFixedCapacity(8).releaseLast();
            ACCESS = UnsafeMemory.INSTANCE;
        } finally {
            if (quieted) {
                System.clearProperty(SLF4J_VERBOSITY);
            }
        }
        BYTES = ACCESS.arrayBaseOffset(byte[].class);
        SHORTS = ACCESS.arrayBaseOffset(short[].class);
        CHARS = ACCESS.arrayBaseOffset(char[].class);
        INTS = ACCESS.arrayBaseOffset(int[].class);
        LONGS = ACCESS.arrayBaseOffset(long[].class);
        FLOATS = ACCESS.arrayBaseOffset(float[].class);
        DOUBLES = ACCESS.arrayBaseOffset(double[].class);
    }

    private NativeMemory() {}

    /*
     * Few bytes are copied as two words that may overlap, or as three bytes that may be the same: a loop over what is
     * left would end where the processor does not expect it.
     */

    /**
     * Copies memory into an array of primitives.
     *
     * @param from   address of the first byte
     * @param array  to copy into
     * @param at     where its first element to be written lies, from the start of the object
     * @param length in bytes
     */
    static void copy(long from, Object array, long at, int length) {
        if (length > FEW_BYTES) {
            ACCESS.copyMemory(from, array, at, length);
        } else if (length >= Long.BYTES) {
            int last = length - Long.BYTES;
            for (int i = 0; i < last; i += Long.BYTES) {
                ACCESS.writeLong(array, at + i, ACCESS.readLong(from + i));
            }
            ACCESS.writeLong(array, at + last, ACCESS.readLong(from + last));
        } else if (length >= Integer.BYTES) {
            int last = length - Integer.BYTES;
            ACCESS.writeInt(array, at, ACCESS.readInt(from));
            ACCESS.writeInt(array, at + last, ACCESS.readInt(from + last));
        } else if (length > 0) {
            int middle = length >>> 1;
            int last = length - 1;
            ACCESS.writeByte(array, at, ACCESS.readByte(from));
            ACCESS.writeByte(array, at + middle, ACCESS.readByte(from + middle));
            ACCESS.writeByte(array, at + last, ACCESS.readByte(from + last));
        }
    }

    /**
     * Copies elements of an array of primitives into memory.
     *
     * @param array  to copy from
     * @param from   where its first element to be read lies, from the start of the object
     * @param to     address at which the copy begins
     * @param length in bytes
     * @return all bits that are set in any of the words copied; all bits for many bytes
     */
    static long copy(Object array, long from, long to, int length) {
        if (length > FEW_BYTES) {
            ACCESS.copyMemory(array, from, to, length);
            return -1;
        }
        if (length >= Long.BYTES) {
            int last = length - Long.BYTES;
            long all = ACCESS.readLong(array, from + last);
            ACCESS.writeLong(to + last, all);
            for (int i = 0; i < last; i += Long.BYTES) {
                long word = ACCESS.readLong(array, from + i);
                ACCESS.writeLong(to + i, word);
                all |= word;
            }
            return all;
        }
        if (length >= Integer.BYTES) {
            int last = length - Integer.BYTES;
            int first = ACCESS.readInt(array, from);
            int second = ACCESS.readInt(array, from + last);
            ACCESS.writeInt(to, first);
            ACCESS.writeInt(to + last, second);
            return first | second;
        }
        return length == 0 ? 0 : copyFew(array, from, to, length);
    }

    private static int copyFew(Object array, long from, long to, int length) {
        int middle = length >>> 1;
        int last = length - 1;
        byte a = ACCESS.readByte(array, from);
        byte b = ACCESS.readByte(array, from + middle);
        byte c = ACCESS.readByte(array, from + last);
        ACCESS.writeByte(to, a);
        ACCESS.writeByte(to + middle, b);
        ACCESS.writeByte(to + last, c);
        return a | b | c;
    }

    /**
     * Takes memory.
     *
     * @param owner   that keeps the memory alive: it is given back some time after {@code owner} became unreachable
     * @param length  in bytes, 1 or more
     * @param cleared whether it must be zeroed; what is not is touched only where it is used, and costs only that
     * @return address of the first byte
     */
    static long allocate(Object owner, long length, boolean cleared) {
        BytesStore<?, Void> store = cleared
                ? BytesStore.nativeStoreWithFixedCapacity(length)
                : BytesStore.lazyNativeBytesStoreWithFixedCapacity(length);
        CLEANER.register(owner, store::releaseLast);
        return store.addressForRead(0);
    }
}
