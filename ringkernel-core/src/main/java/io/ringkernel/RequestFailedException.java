// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import org.jspecify.annotations.Nullable;

/** A request got no answer: the handler threw (its exception is the cause), gave none, or the kernel ended before. */
public final class RequestFailedException extends RingKernelException {
    private static final long serialVersionUID = 1;

    RequestFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
