// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import org.jspecify.annotations.Nullable;

/**
 * What a kernel does when a request of its own has ended. Runs as its handlers do: on its turn, never beside one of them,
 * and may touch the state of the kernel.
 *
 * @param <R> type of the answer
 */
@FunctionalInterface
public interface Continuation<R> {
    /**
     * Goes on after a request; exactly one of answer and failure is there.
     *
     * @param reply   the answer, or null
     * @param failure why there is none, or null: a {@link RequestTimeoutException}, {@link RequestFailedException} or
     *     {@link RuntimeClosedException}
     * @param context of the kernel, with no message in hand
     * @throws Exception what is thrown is logged, and the failure policy of the kernel says what becomes of it, as for a handler
     */
    void resume(@Nullable R reply, @Nullable RingKernelException failure, KernelContext context) throws Exception;
}
