// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * The form of arrays of primitives: a msgpack array.
 *
 * @param <A> type of the array
 */
final class ArrayForm<A> extends Form<A> {
    /** Writes one element. */
    interface ElementWriter<A> {
        void write(A array, int index, Packing out);
    }

    /** Reads one element. */
    interface ElementReader<A> {
        void read(A array, int index, Unpacking in);
    }

    private final int limit;
    private final IntFunction<A> constructor;
    private final ToIntFunction<A> length;
    private final ElementWriter<A> writer;
    private final ElementReader<A> reader;

    ArrayForm(
            int limit,
            IntFunction<A> constructor,
            ToIntFunction<A> length,
            ElementWriter<A> writer,
            ElementReader<A> reader) {
        this.limit = limit;
        this.constructor = constructor;
        this.length = length;
        this.writer = writer;
        this.reader = reader;
    }

    @Override
    void write(A array, Packing out) {
        int count = out.count(length.applyAsInt(array), limit);
        out.array(count);
        for (int i = 0; i < count; i++) {
            writer.write(array, i, out);
        }
    }

    @Override
    A read(Unpacking in) {
        int count = in.array(limit);
        A array = constructor.apply(count);
        for (int i = 0; i < count; i++) {
            int mark = in.path.enter(i);
            reader.read(array, i, in);
            in.path.leave(mark);
        }
        return array;
    }
}
