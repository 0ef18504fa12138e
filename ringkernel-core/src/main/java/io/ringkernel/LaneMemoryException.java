// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/** The message was the first of its lane, and the lanes of the runtime have all the memory that they may have. */
public final class LaneMemoryException extends RingKernelException {
    private static final long serialVersionUID = 1;

    LaneMemoryException(String message) {
        super(message);
    }
}
