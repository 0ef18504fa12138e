// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import org.jspecify.annotations.Nullable;

/** The form of values that may be null: nil, which may also be left out. */
final class NullableForm<T> extends Form<@Nullable T> {
    private final Form<T> inner;

    NullableForm(Form<T> inner) {
        this.inner = inner;
    }

    @Override
    void write(T value, Packing out) {
        inner.write(value, out);
    }

    @Override
    T read(Unpacking in) {
        return inner.read(in);
    }

    @Override
    void packNull(Packing out) {
        out.nil();
    }

    @Override
    @Nullable
    T none(Unpacking in, String rule, String wayOut) {
        return null;
    }
}
