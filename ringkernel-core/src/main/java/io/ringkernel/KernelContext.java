// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.codec.MessageCodec;

/**
 * What a handler knows and can do: the message it was called for, and the way out to other kernels. Valid on the thread
 * of the handler, until it returns.
 */
public interface KernelContext {
    /** {@return the id of this kernel} */
    String kernelId();

    /**
     * Answers the current message. What a handler returns arrives here, too.
     *
     * @param <T>   type of the reply
     * @param codec of the reply
     * @param reply to send
     */
    <T> void reply(MessageCodec<T> codec, T reply);
}
