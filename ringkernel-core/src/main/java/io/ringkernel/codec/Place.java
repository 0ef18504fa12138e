// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import java.io.Serializable;

/**
 * Where in a message something is wrong, as the texts of exceptions say it: {@code Order.legs[2].price}.
 *
 * <p>Who finds a mistake knows the name of the field and its message, but not what they are in. That is put in front
 * while the exception unwinds, so that it costs nothing as long as there is no mistake.
 */
final class Place implements Serializable {
    private static final long serialVersionUID = 1;
    private static final char DOT = '.';

    private String path;

    /** Creates the place of a field, as {@code Type.field}, of a message, as {@code Type}, or of nothing, if it is empty. */
    Place(String path) {
        this.path = path;
    }

    /**
     * Says that an exception arose in an element of a collection.
     *
     * @param e     that unwinds
     * @param field that is the collection, as {@code Type.field}; the place begins with it
     * @param index of the element
     * @return {@code e}
     */
    static RuntimeException inElement(RuntimeException e, String field, int index) {
        return insert(e, field, "[" + index + "]", field.length());
    }

    /**
     * Says that an exception arose in a key of a map, or in a value.
     *
     * @param e     that unwinds
     * @param field that is the map, as {@code Type.field}; the place begins with it
     * @param index of the entry
     * @param part  of the entry, {@code key} or {@code value}
     * @return {@code e}
     */
    static RuntimeException inEntry(RuntimeException e, String field, int index, String part) {
        return insert(e, field, "[" + index + "]" + DOT + part, field.length());
    }

    /**
     * Says that an exception arose in a message in a message.
     *
     * @param e     that unwinds; its place begins with the type of the inner message
     * @param field that is the inner message, as {@code Type.field}
     * @return {@code e}
     */
    static RuntimeException inMessage(RuntimeException e, String field) {
        Place place = of(e);
        int dot = place.path.indexOf(DOT);
        return insert(e, field, "", dot < 0 ? place.path.length() : dot);
    }

    /** Tells whether this begins with a field, as {@code Type.field}. */
    boolean isIn(String field) {
        return path.startsWith(field);
    }

    private static RuntimeException insert(RuntimeException e, String field, String step, int from) {
        Place place = of(e);
        if (!place.path.isEmpty()) {
            place.path = field + step + place.path.substring(from);
        }
        return e;
    }

    private static Place of(RuntimeException e) {
        if (e instanceof CodecException codec) {
            return codec.place();
        }
        return e instanceof Placed placed ? placed.place() : new Place("");
    }

    /** {@return what stands between the rule and the values} */
    @Override
    public String toString() {
        if (path.isEmpty()) {
            return "";
        }
        return (path.indexOf(DOT) < 0 ? ": message=" : ": field=") + path;
    }
}
