// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/** The thread was interrupted while it waited for room, an answer, or something else. Its interrupt flag is set again. */
public final class InterruptedSendException extends RingKernelException {
    private static final long serialVersionUID = 1;

    InterruptedSendException(String message, InterruptedException cause) {
        super(message, cause);
        Thread.currentThread().interrupt();
    }
}
