// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/** A request found no room, or was not answered, in time. */
public final class RequestTimeoutException extends RingKernelException {
    private static final long serialVersionUID = 1;

    RequestTimeoutException(String message) {
        super(message);
    }
}
