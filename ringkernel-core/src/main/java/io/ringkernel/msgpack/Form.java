// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How values of one type look in msgpack. {@link Forms} has the simple ones; the others are built of
 * them, to any depth: {@code Forms.text(80).list(16)}. a form has no state and may be used by any number
 * of threads.
 *
 * @param <T> type of the values
 */
public abstract class Form<T extends @Nullable Object> {
    Form() {}

    /**
     * Values that may be null: nil, or nothing at all.
     *
     * @return the form
     */
    public final Form<@Nullable T> nullable() {
        return new NullableForm<>(this);
    }

    /**
     * Values that may be absent: nil, or nothing at all.
     *
     * @return the form
     */
    public final Form<Optional<T>> optional() {
        return OptionalForm.of(this);
    }

    /**
     * Lists of such values. What is read is unmodifiable.
     *
     * @param maxCount most elements of one list
     * @return the form
     */
    public final Form<List<T>> list(int maxCount) {
        return SequenceForm.list(this, maxCount);
    }

    /**
     * Sets of such values, in the order of the set that is written. What is read is unmodifiable.
     *
     * @param maxCount most elements of one set
     * @return the form
     */
    public final Form<Set<T>> set(int maxCount) {
        return SequenceForm.set(this, maxCount);
    }

    /**
     * Arrays of such values.
     *
     * @param constructor of the array
     * @param maxCount    most elements of one array
     * @return the form
     */
    public final Form<T[]> array(IntFunction<T[]> constructor, int maxCount) {
        return SequenceForm.array(constructor, this, maxCount);
    }

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
        return in.takeNil() ? none(in, "field must not be nil", "; send a value, or mark it @Nullable") : read(in);
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
