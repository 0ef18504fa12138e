// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/** A handler was about to wait for a kernel that waits, itself or through others, for the kernel of the handler. */
public final class RequestCycleException extends RingKernelException {
    private static final long serialVersionUID = 1;

    RequestCycleException(String message) {
        super(message);
    }
}
