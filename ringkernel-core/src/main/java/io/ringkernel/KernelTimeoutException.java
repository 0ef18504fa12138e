// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/** A kernel did not get where it was to get in time: a handler or a hook has not returned, or nobody made the step. */
public final class KernelTimeoutException extends RingKernelException {
    private static final long serialVersionUID = 1;

    KernelTimeoutException(String message) {
        super(message);
    }
}
