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
    }

    private NativeMemory() {}

    /** {@return where in an array of primitives an element lies, from the start of the object} */
    static long arrayOffset(Class<?> array, int index, int width) {
        return ACCESS.arrayBaseOffset(array) + (long) index * width;
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
