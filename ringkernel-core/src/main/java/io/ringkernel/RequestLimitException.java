// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/** More requests wait for an answer than the runtime allows. */
public final class RequestLimitException extends RingKernelException {
    private static final long serialVersionUID = 1;

    RequestLimitException(String message) {
        super(message);
    }
}
