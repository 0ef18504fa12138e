// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import org.jspecify.annotations.Nullable;

/**
 * How values of one type look in msgpack. {@link Forms} has them all; a form has no state and may be used by any number
 * of threads.
 *
 * @param <T> type of the values
 */
public abstract class Form<T extends @Nullable Object> {
    Form() {}

    /** Writes a value. */
    final void pack(T value, Packing out) {
        if (value == null) {
            packNull(out);
        } else {
            write(value, out);
        }
    }

    /** Reads a value. */
    final T unpack(Unpacking in) {
        return in.takeNil() ? none(in, "field must not be nil", "") : read(in);
    }

    abstract void write(T value, Packing out);

    abstract T read(Unpacking in);

    /** Writes null, where that is a value. */
    void packNull(Packing out) {
        throw new NullPointerException("field must not be null: field=" + out.path);
    }

    /** {@return the value that stands for none, where there is one} */
    T none(Unpacking in, String rule, String wayOut) {
        throw in.refused(rule, wayOut);
    }

    /** {@return whether every msgpack library takes the values as keys of a map} */
    boolean isKey() {
        return false;
    }
}
