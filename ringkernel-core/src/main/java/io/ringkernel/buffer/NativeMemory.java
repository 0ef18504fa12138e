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
            int last = length - Long.BYTES; // it may overlap the one before it
            for (int i = 0; i < last; i += Long.BYTES) {
                ACCESS.writeLong(array, at + i, ACCESS.readLong(from + i));
            }
            ACCESS.writeLong(array, at + last, ACCESS.readLong(from + last));
        } else if (length >= Integer.BYTES) {
            int last = length - Integer.BYTES;
            ACCESS.writeInt(array, at, ACCESS.readInt(from));
            ACCESS.writeInt(array, at + last, ACCESS.readInt(from + last));
        } else {
            for (int i = 0; i < length; i++) {
                ACCESS.writeByte(array, at + i, ACCESS.readByte(from + i));
            }
        }
    }

    /**
     * Copies elements of an array of primitives into memory.
     *
     * @param array  to copy from
     * @param from   where its first element to be read lies, from the start of the object
     * @param to     address at which the copy begins
     * @param length in bytes
     */
    static void copy(Object array, long from, long to, int length) {
        if (length > FEW_BYTES) {
            ACCESS.copyMemory(array, from, to, length);
        } else if (length >= Long.BYTES) {
            int last = length - Long.BYTES;
            for (int i = 0; i < last; i += Long.BYTES) {
                ACCESS.writeLong(to + i, ACCESS.readLong(array, from + i));
            }
            ACCESS.writeLong(to + last, ACCESS.readLong(array, from + last));
        } else if (length >= Integer.BYTES) {
            int last = length - Integer.BYTES;
            ACCESS.writeInt(to, ACCESS.readInt(array, from));
            ACCESS.writeInt(to + last, ACCESS.readInt(array, from + last));
        } else {
            for (int i = 0; i < length; i++) {
                ACCESS.writeByte(to + i, ACCESS.readByte(array, from + i));
            }
        }
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
