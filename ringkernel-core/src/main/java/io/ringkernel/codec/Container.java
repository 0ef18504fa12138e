// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** What holds the elements of a sequence: a list, a set or an array. What is read is unmodifiable, arrays apart. */
interface Container<C, E> {
    /** {@return the elements of a value in their order} */
    Collection<E> values(C value);

    /** Fills a new container. */
    C of(int count, IntFunction<E> element, String field);

    /** The only list. */
    static <E> Container<List<E>, E> list() {
        return new Container<>() {
            @Override
            public Collection<E> values(List<E> value) {
                return value;
            }

            @Override
            public List<E> of(int count, IntFunction<E> element, String field) {
                List<E> list = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    list.add(element.apply(i));
                }
                return Collections.unmodifiableList(list);
            }
        };
    }

    /** A set in the order of the bytes. */
    static <E> Container<Set<E>, E> set() {
        return new Container<>() {
            @Override
            public Collection<E> values(Set<E> value) {
                return value;
            }

            @Override
            public Set<E> of(int count, IntFunction<E> element, String field) {
                Set<E> set = new LinkedHashSet<>();
                for (int i = 0; i < count; i++) {
                    E value = element.apply(i);
                    if (!set.add(value)) {
                        String text = ", element=" + Wire.shown(value);
                        throw Place.inElement(new CodecException("set has an element twice", field, text), field, i);
                    }
                }
                return Collections.unmodifiableSet(set);
            }
        };
    }

    /** An array. */
    static <E> Container<E[], E> array(IntFunction<E[]> constructor) {
        return new Container<>() {
            @Override
            public Collection<E> values(E[] value) {
                return Arrays.asList(value);
            }

            @Override
            public E[] of(int count, IntFunction<E> element, String field) {
                E[] array = constructor.apply(count);
                for (int i = 0; i < count; i++) {
                    array[i] = element.apply(i);
                }
                return array;
            }
        };
    }
}
