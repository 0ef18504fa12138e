// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import org.jspecify.annotations.Nullable;

/** A step, a wait or a send that the kernel does not allow in its state. If the kernel failed, the cause is why. */
public final class KernelStateException extends RingKernelException {
    private static final long serialVersionUID = 1;

    KernelStateException(String message) {
        super(message);
    }

    KernelStateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
