// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

/** A count of elements or bytes that is less than none, which says of what. */
final class NegativeCountException extends IllegalArgumentException implements Placed {
    private static final long serialVersionUID = 1;

    private final Place place;
    private final int count;

    /**
     * Creates the exception.
     *
     * @param count that was asked for
     * @param field that was to have it, as {@code Type.field}
     */
    NegativeCountException(int count, String field) {
        super("count must not be negative");
        this.place = new Place(field);
        this.count = count;
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public String getMessage() {
        return super.getMessage() + place + ", count=" + count;
    }
}
