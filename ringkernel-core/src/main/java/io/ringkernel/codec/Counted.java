// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Goes through a collection that says how many elements it has, and may be wrong: another thread can change it meanwhile.
 * What was written then would have another count than elements, so it is refused. Allocates nothing of its own.
 */
public final class Counted {
    private Counted() {}

    /**
     * Takes the next element.
     *
     * @param <E>      type of the elements
     * @param elements of the collection
     * @param index    of the element
     * @param count    of the elements, as the collection said at first
     * @param field    for the error: the collection, as {@code Type.field}
     * @return the element
     * @throws CodecException if there is none, or the collection notices itself that it has changed
     */
    public static <E> E next(Iterator<E> elements, int index, int count, Object field) {
        try {
            return elements.next();
        } catch (NoSuchElementException | ConcurrentModificationException e) {
            throw new CodecException(
                    "collection changed while it was written", field.toString(), text(count, String.valueOf(index)), e);
        }
    }

    /**
     * Checks that there is no element behind the last one.
     *
     * @param elements of the collection
     * @param count    of the elements that were taken
     * @param field    for the error: the collection, as {@code Type.field}
     * @throws CodecException if there is
     */
    public static void end(Iterator<?> elements, int count, Object field) {
        if (elements.hasNext()) {
            throw new CodecException("collection changed while it was written", field.toString(), text(count, "more"));
        }
    }

    private static String text(int count, String found) {
        return ", count=" + count + ", found=" + found + "; send a copy of it";
    }
}
