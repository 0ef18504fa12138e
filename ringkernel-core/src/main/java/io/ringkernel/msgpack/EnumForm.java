// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import io.ringkernel.codec.Wire;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form of constants: text, their names. */
final class EnumForm<E extends Enum<E>> extends Form<E> {
    private static final int LISTED = 16;
    private static final int NAME_LIMIT = 65_535; // of a constant in a class file

    private final Class<E> type;
    private final @Nullable E fallback;

    EnumForm(Class<E> type, @Nullable E fallback) {
        this.type = type;
        this.fallback = fallback;
    }

    @Override
    void write(E value, Packing out) {
        out.name(value.name());
    }

    @Override
    E read(Unpacking in) {
        String name = in.text(NAME_LIMIT);
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            if (fallback != null) {
                return fallback;
            }
            throw in.refused("unknown enum constant", ", name=" + Wire.shown(name) + known());
        }
    }

    private String known() {
        E[] constants = type.getEnumConstants();
        return ", known=" + (constants.length > LISTED ? constants.length : names(constants));
    }

    private static <E extends Enum<E>> List<String> names(E[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    @Override
    boolean isKey() {
        return true;
    }
}
