// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/** A message of a type that the kernel has no handler for. */
public final class UnhandledMessageException extends RingKernelException {
    private static final long serialVersionUID = 1;

    UnhandledMessageException(String message) {
        super(message);
    }
}
