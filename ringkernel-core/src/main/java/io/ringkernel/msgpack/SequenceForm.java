// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import io.ringkernel.codec.Counted;
import io.ringkernel.codec.Wire;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The form of lists, sets and arrays: a msgpack array.
 *
 * @param <C> type of the collection
 * @param <B> what it is built in
 * @param <E> type of the elements
 */
final class SequenceForm<C, B extends Collection<E>, E extends @Nullable Object> extends Form<C> {
    private final Form<E> element;
    private final int limit;
    private final Function<C, Collection<E>> elements;
    private final Supplier<B> builder;
    private final Function<B, C> finish;

    private SequenceForm(
            Form<E> element,
            int limit,
            Function<C, Collection<E>> elements,
            Supplier<B> builder,
            Function<B, C> finish) {
        this.element = element;
        this.limit = limit;
        this.elements = elements;
        this.builder = builder;
        this.finish = finish;
    }

    static <E extends @Nullable Object> Form<List<E>> list(Form<E> element, int limit) {
        return new SequenceForm<List<E>, List<E>, E>(
                element, limit, list -> list, ArrayList::new, Collections::unmodifiableList);
    }

    static <E extends @Nullable Object> Form<Set<E>> set(Form<E> element, int limit) {
        return new SequenceForm<Set<E>, Set<E>, E>(
                element, limit, set -> set, LinkedHashSet::new, Collections::unmodifiableSet);
    }

    static <E extends @Nullable Object> Form<E[]> array(IntFunction<E[]> constructor, Form<E> element, int limit) {
        return new SequenceForm<E[], List<E>, E>(
                element, limit, Arrays::asList, ArrayList::new, list -> list.toArray(constructor.apply(0)));
    }

    @Override
    void write(C value, Packing out) {
        Collection<E> collection = elements.apply(value);
        int count = out.count(collection.size(), limit);
        out.array(count);
        Iterator<E> iterator = collection.iterator();
        for (int i = 0; i < count; i++) {
            E e = Counted.next(iterator, i, count, out.path);
            int mark = out.path.enter(i);
            element.pack(e, out);
            out.path.leave(mark);
        }
        Counted.end(iterator, count, out.path);
    }

    @Override
    C read(Unpacking in) {
        int count = in.array(limit);
        B collection = builder.get();
        for (int i = 0; i < count; i++) {
            int mark = in.path.enter(i);
            E e = element.unpack(in);
            if (!collection.add(e)) {
                throw in.refused("set has an element twice", ", element=" + Wire.shown(e));
            }
            in.path.leave(mark);
        }
        return finish.apply(collection);
    }
}
