// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import org.jspecify.annotations.Nullable;

/** What can go wrong at run time and is not a wrong argument. Each subclass is one situation, with its values in the text. */
public abstract class RingKernelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RingKernelException(String message) {
        super(message);
    }

    RingKernelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
