// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

/** A value that does not fit its field, or bytes that are not the message they should be. */
public final class CodecException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message the rule that was broken, then the values
     */
    public CodecException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message the rule that was broken, then the values
     * @param cause   that broke it
     */
    public CodecException(String message, Throwable cause) {
        super(message, cause);
    }
}
