// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

/** A reference to a payload buffer that was freed, or that this pool never gave out. */
public final class StaleBufferException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    StaleBufferException(String message) {
        super(message);
    }
}
