// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/**
 * A coroutine waited, and its kernel goes on without it: because it ends, or gets a fresh instance. The coroutine has the kernel
 * once more, to clean up; whatever it waits for fails so, and its interrupt flag is set. Its message has failed.
 */
public final class CoroutineCancelledException extends RingKernelException {
    private static final long serialVersionUID = 1;

    CoroutineCancelledException(String message) {
        super(message);
    }
}
