// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/** The runtime is closed. */
public final class RuntimeClosedException extends RingKernelException {
    private static final long serialVersionUID = 1;

    RuntimeClosedException(String message) {
        super(message);
    }
}
