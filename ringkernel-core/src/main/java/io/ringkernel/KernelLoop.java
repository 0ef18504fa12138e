// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;

/**
 * A kernel that takes its messages by itself, with {@link KernelContext#receive}, instead of being called for each. Written
 * by the processor for a method marked {@code @RingKernel} that takes the context alone.
 */
public interface KernelLoop extends KernelDispatcher {
    /**
     * Runs until the kernel is to end; to return ends it.
     *
     * @param context of the kernel
     * @throws Exception what the loop throws
     */
    void run(KernelContext context) throws Exception;

    @Override
    default void dispatch(
            int typeId, int version, MessageBuffer buffer, int offset, int length, KernelContext context) {
        throw new IllegalStateException("kernel receives its messages by itself: kernel=" + context.kernelId());
    }
}
