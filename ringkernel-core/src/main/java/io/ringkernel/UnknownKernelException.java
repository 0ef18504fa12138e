// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/** No kernel of this id was compiled, or none is launched now. */
public final class UnknownKernelException extends RingKernelException {
    private static final long serialVersionUID = 1;

    UnknownKernelException(String message) {
        super(message);
    }
}
