// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/** One wait of a handler, while which others have its worker, or its kernel. */
interface HandlerWait {
    /** The wait of a thread that keeps nothing from others. */
    HandlerWait OF_NOBODY = hasFailed -> {};

    /**
     * Ends the wait. Whoever gave its kernel to others waits here until it has it again.
     *
     * @param hasFailed whether nothing came of the wait: a kernel goes on with those that have something first
     * @throws CoroutineCancelledException if the kernel goes on without the caller
     */
    void end(boolean hasFailed);
}
