// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

/**
 * Names a payload buffer in a message: eight bytes that travel in the place of the payload.
 *
 * <p>A reference says which entry of the pool it means and in which generation. When the buffer is freed the generation
 * ends, and every reference to it is refused from then on, even if the memory is in use again.
 *
 * @param id place and generation in one number; 0 refers to nothing
 */
public record BufferRef(long id) {
    /** Refers to nothing. */
    public static final BufferRef NONE = new BufferRef(0);

    static BufferRef of(int entry, int generation) {
        return new BufferRef((long) generation << Integer.SIZE | entry & 0xFFFF_FFFFL);
    }

    int entry() {
        return (int) id;
    }

    int generation() {
        return (int) (id >>> Integer.SIZE);
    }

    /** {@return whether this reference refers to nothing} */
    public boolean isNone() {
        return id == 0;
    }

    @Override
    public String toString() {
        return isNone() ? "BufferRef.NONE" : "BufferRef(entry=" + entry() + ", generation=" + generation() + ")";
    }
}
