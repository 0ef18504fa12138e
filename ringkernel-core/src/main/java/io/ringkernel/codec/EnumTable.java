// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import org.jspecify.annotations.Nullable;

/**
 * The tables of {@link EnumCodes}. A record, as the JIT trusts the fields of a record to stay what they are: of a table in a
 * static constant it knows the arrays, how long they are and of what type, and the two numbers.
 *
 * @param codes      by ordinal; 0 for a constant that has none
 * @param constants  at the places of their codes, each of which has one of its own
 * @param places     the codes there
 * @param multiplier whose product with a code begins with its place
 * @param shift      after which that product is the place
 * @param fallback   constant for all other codes, if there is one
 */
record EnumTable<E extends Enum<E>>(
        int[] codes,
        @Nullable E[] constants,
        int[] places,
        int multiplier,
        int shift,
        @Nullable E fallback) implements EnumCodes<E> {

    int place(int code) {
        return code * multiplier >>> shift;
    }

    @Override
    public int code(E constant, String field) {
        int code = codes[Wire.checkNotNull(constant, field).ordinal()];
        if (code == 0) {
            throw new CodecException(
                    "constant has no code", field, ", constant=" + constant.name() + "; compile the message again");
        }
        return code;
    }

    @Override
    public E constant(int code, String field) {
        int place = place(code);
        return places[place] == code ? constants[place] : other(code, field);
    }

    private E other(int code, String field) {
        if (fallback == null) {
            throw new CodecException(
                    "unknown enum code",
                    field,
                    ", code=" + code + (code == 0 ? "; a field that was never written has 0" : ""));
        }
        return fallback;
    }
}
