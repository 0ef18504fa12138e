// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

/** Where a kernel runs. The same handler code serves all. */
public enum Execution {
    /** On the workers that all pooled kernels share; one worker at a time, a bounded number of messages per turn. */
    POOLED,
    /** On a thread of its own. */
    DEDICATED,
    /**
     * In coroutines: on a virtual thread, or before JDK 21 on one of a bounded number of platform threads, while there is
     * something to handle. A handler may wait as long as it likes, for an answer, for time, or in blocking I/O: it takes no
     * thread away from other kernels.
     */
    COROUTINE
}
