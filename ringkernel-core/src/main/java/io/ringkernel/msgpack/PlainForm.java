// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import java.util.function.BiConsumer;
import java.util.function.Function;

/** The form of values that have no others in them. */
final class PlainForm<T> extends Form<T> {
    private final BiConsumer<T, Packing> writer;
    private final Function<Unpacking, T> reader;
    private final boolean isKey;

    private PlainForm(BiConsumer<T, Packing> writer, Function<Unpacking, T> reader, boolean isKey) {
        this.writer = writer;
        this.reader = reader;
        this.isKey = isKey;
    }

    static <T> Form<T> of(BiConsumer<T, Packing> writer, Function<Unpacking, T> reader) {
        return new PlainForm<>(writer, reader, false);
    }

    /** Values that are text or bytes, which are keys of maps in every language. */
    static <T> Form<T> key(BiConsumer<T, Packing> writer, Function<Unpacking, T> reader) {
        return new PlainForm<>(writer, reader, true);
    }

    @Override
    void write(T value, Packing out) {
        writer.accept(value, out);
    }

    @Override
    T read(Unpacking in) {
        return reader.apply(in);
    }

    @Override
    boolean isKey() {
        return isKey;
    }
}
