// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request to one of several kernels: exactly one of reply and failure is there.
 *
 * @param <R>      type of the reply
 * @param kernelId of the kernel that was asked
 * @param reply    of the kernel, or null
 * @param failure  why there is none, or null
 */
public record Answer<R>(
        String kernelId, @Nullable R reply, @Nullable RingKernelException failure) {
    /** {@return whether the kernel replied} */
    public boolean isReply() {
        return reply != null;
    }

    /**
     * Takes the reply.
     *
     * @return it
     * @throws RingKernelException the failure, if there is no reply
     */
    public R orThrow() {
        if (reply == null) {
            throw Objects.requireNonNull(failure);
        }
        return reply;
    }
}
