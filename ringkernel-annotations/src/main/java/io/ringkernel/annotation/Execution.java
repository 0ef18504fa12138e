// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

/** Where a kernel runs. The same handler code serves both. */
public enum Execution {
    /** On the workers that all pooled kernels share; one worker at a time, a bounded number of messages per turn. */
    POOLED,
    /** On a thread of its own. */
    DEDICATED
}
