// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

/** The pool has no room for a payload buffer now; there may be some when others have been freed. */
public final class BufferLimitException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    BufferLimitException(String message) {
        super(message);
    }
}
