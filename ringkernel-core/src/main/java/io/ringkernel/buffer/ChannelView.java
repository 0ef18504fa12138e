// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import net.openhft.chronicle.core.UnsafeMemory;

/**
 * Memory in the only form that channels take it: a direct {@link ByteBuffer}.
 *
 * <p>The JDK makes a direct buffer over memory of its own only, so an empty one is pointed at ours, which is what
 * Chronicle does, too, but by reflection that newer JDKs refuse. Such a view keeps nothing alive and must not outlive
 * the call that it was made for.
 */
final class ChannelView {
    private static final ByteBuffer EMPTY = ByteBuffer.allocateDirect(0);
    private static final long ADDRESS = fieldOffset("address");
    private static final long CAPACITY = fieldOffset("capacity");

    private ChannelView() {}

    private static long fieldOffset(String name) {
        try {
            return UnsafeMemory.unsafeObjectFieldOffset(Buffer.class.getDeclaredField(name));
        } catch (NoSuchFieldException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** {@return a view of the memory at an address} */
    static ByteBuffer of(long address, int length) {
        ByteBuffer view = EMPTY.duplicate();
        UnsafeMemory.unsafePutLong(view, ADDRESS, address);
        UnsafeMemory.unsafePutInt(view, CAPACITY, length);
        return view.clear();
    }
}
