// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

/** A null where a message needs a value, which says where. */
final class NullValueException extends NullPointerException implements Placed {
    private static final long serialVersionUID = 1;

    private final Place place;
    private final String remedy;

    /**
     * Creates the exception.
     *
     * @param rule   that was broken
     * @param field  that is null, as {@code Type.field}
     * @param remedy what follows in the text
     */
    NullValueException(String rule, String field, String remedy) {
        super(rule);
        this.place = new Place(field);
        this.remedy = remedy;
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public String getMessage() {
        return super.getMessage() + place + remedy;
    }
}
