// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The constants of an enum and their numbers on the wire. Both ways cost a look into a table, whatever the order of the
 * constants: a {@code switch} would have to guess it. Immutable; may be used by any number of threads.
 *
 * <p>Codecs keep it in a static constant: then the JIT knows the tables, too, and leaves out their lengths, the check of the
 * index and that of the type.
 *
 * @param <E> type of the enum
 */
public sealed interface EnumCodes<E extends Enum<E>> permits EnumTable {
    /**
     * Begins to say which codes the constants have.
     *
     * @param <E>  type of the enum
     * @param type of the constants
     * @return a builder without a code
     */
    static <E extends Enum<E>> Builder<E> of(Class<E> type) {
        return new Builder<>(type.getEnumConstants());
    }

    /**
     * Says which codes the constants have.
     *
     * @param <E> type of the enum
     */
    final class Builder<E extends Enum<E>> {
        /* Odd, and its bits look like chance: the fractional part of the golden ratio. */
        private static final int FIRST_MULTIPLIER = 0x9E37_79B9;
        private static final int ATTEMPTS = 1 << 10;

        private final E[] constants;
        private final int[] codes;
        private @Nullable E fallback;

        private Builder(E[] constants) {
            this.constants = constants;
            this.codes = new int[constants.length];
        }

        /**
         * Adds a constant.
         *
         * @param constant to add
         * @param code     of the constant, not 0, and that of no other
         */
        public void add(E constant, int code) {
            codes[constant.ordinal()] = code;
        }

        /**
         * Lets a constant stand for all codes that no constant has.
         *
         * @param constant to read then
         */
        public void fallback(E constant) {
            fallback = constant;
        }

        /**
         * Finds places for the codes. What it tries at the most grows with the number of constants, but not without end.
         *
         * @return the constants and their codes
         * @throws IllegalStateException if two constants have the same code
         */
        public EnumCodes<E> build() {
            int count = (int) Arrays.stream(codes).filter(code -> code != 0).count();
            int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(2 * count - 1, 1));
            for (; bits <= Short.SIZE; bits++) {
                int multiplier = FIRST_MULTIPLIER;
                for (int i = 0; i < ATTEMPTS; i++) {
                    if (isPerfect(multiplier, bits)) {
                        return table(multiplier, bits);
                    }
                    multiplier *= FIRST_MULTIPLIER;
                }
            }
            throw new IllegalStateException("constants of an enum share a code: enum="
                    + constants[0].getDeclaringClass().getName() + "; rename one of them");
        }

        private EnumCodes<E> table(int multiplier, int bits) {
            int[] places = new int[1 << bits];
            E[] placed = Arrays.copyOf(constants, places.length);
            Arrays.fill(placed, null);
            EnumTable<E> table = new EnumTable<>(codes, placed, places, multiplier, Integer.SIZE - bits, fallback);
            while (table.place(places[0]) == 0) {
                places[0]++; // an empty place holds a code that belongs elsewhere; 0, which all others have, belongs
                // here
            }
            for (E constant : constants) {
                int code = codes[constant.ordinal()];
                if (code != 0) {
                    places[table.place(code)] = code;
                    placed[table.place(code)] = constant;
                }
            }
            return table;
        }

        private boolean isPerfect(int multiplier, int bits) {
            boolean[] taken = new boolean[1 << bits];
            for (int code : codes) {
                int place = code * multiplier >>> Integer.SIZE - bits;
                if (code != 0 && taken[place]) {
                    return false;
                }
                taken[place] |= code != 0;
            }
            return true;
        }
    }

    /**
     * Finds the code of a constant.
     *
     * @param constant to write
     * @param field    for the error, as {@code Type.field}
     * @return its code
     * @throws NullPointerException if {@code constant} is null
     * @throws CodecException if the enum got it after the codec was generated
     */
    int code(E constant, String field);

    /**
     * Finds the constant that has a code.
     *
     * @param code  that was read
     * @param field for the error, as {@code Type.field}
     * @return the constant, or the fallback
     * @throws CodecException if no constant has it, and there is no fallback
     */
    E constant(int code, String field);
}
