// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/** A step or a send that the kernel does not allow in its state. */
public final class KernelStateException extends RingKernelException {
    private static final long serialVersionUID = 1;

    KernelStateException(String message) {
        super(message);
    }
}
