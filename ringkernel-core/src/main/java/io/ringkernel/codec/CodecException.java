// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import org.jspecify.annotations.Nullable;

/**
 * A value that does not fit its field, or bytes that are not the message they should be. The text says where in the message,
 * from the outermost one in: {@code Order.legs[2].price}.
 */
public final class CodecException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Where in the message it arose. */
    private final Place place;

    /** What follows the place in the text. */
    private final String values;

    /**
     * Creates the exception.
     *
     * @param message the rule that was broken, then the values
     */
    public CodecException(String message) {
        this(message, "", "");
    }

    /**
     * Creates the exception.
     *
     * @param message the rule that was broken, then the values
     * @param cause   that broke it, or null
     */
    public CodecException(String message, @Nullable Throwable cause) {
        this(message, "", "", cause);
    }

    /**
     * Creates the exception.
     *
     * @param rule   that was broken
     * @param place  as {@code Type.field}, or as {@code Type} if it is the whole message
     * @param values that broke it, and what to do, as they follow in the text
     */
    CodecException(String rule, String place, String values) {
        super(rule);
        this.place = new Place(place);
        this.values = values;
    }

    /**
     * Creates the exception.
     *
     * @param rule   that was broken
     * @param place  as {@code Type.field}, or as {@code Type} if it is the whole message
     * @param values that broke it, as they follow in the text
     * @param cause  that broke it
     */
    CodecException(String rule, String place, String values, Throwable cause) {
        super(rule, cause);
        this.place = new Place(place);
        this.values = values;
    }

    Place place() {
        return place;
    }

    @Override
    public String getMessage() {
        return super.getMessage() + place + values;
    }
}
