// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/** The lane of the kernel was full, and stayed so for as long as the sender was willing to wait. */
public final class LaneFullException extends RingKernelException {
    private static final long serialVersionUID = 1;

    LaneFullException(String message) {
        super(message);
    }
}
