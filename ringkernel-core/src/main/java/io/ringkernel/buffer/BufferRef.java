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

    /*
     * An id as it is given out: 34 bits of generation, of two bits of state the lower one, 28 bits of entry. The state says
     * what becomes of the entry in that generation; one that is in use never reads as 0.
     */
    static final long ENTRY_LIMIT = 1L << 28;
    static final long IN_USE = ENTRY_LIMIT;
    static final long LEAVING = IN_USE << 1;
    static final long NEXT_GENERATION = LEAVING << 1;

    private static final int GENERATION_SHIFT = Long.numberOfTrailingZeros(NEXT_GENERATION);

    /** {@return whether a pool may have given this id out} */
    static boolean canBeInUse(long id) {
        return (id & (IN_USE | LEAVING)) == IN_USE;
    }

    static int entry(long id) {
        return (int) (id & ENTRY_LIMIT - 1);
    }

    static long generation(long id) {
        return id >>> GENERATION_SHIFT;
    }

    /** {@return whether this reference refers to nothing} */
    public boolean isNone() {
        return id == 0;
    }

    @Override
    public String toString() {
        return isNone() ? "BufferRef.NONE" : "BufferRef(entry=" + entry(id) + ", generation=" + generation(id) + ")";
    }
}
