// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageHeader;

/**
 * What waits for the answer to one request: a future, a caller that is blocked, or a kernel that goes on meanwhile. It is
 * told once, by the thread that ended the request, and must neither wait nor throw when it is told of a failure.
 */
interface Requester {
    /** {@return the kernel that was asked} */
    Kernel target();

    /** {@return the type of the request} */
    Class<?> messageType();

    /** {@return the type of the answer that is expected} */
    Class<?> replyType();

    /**
     * Takes a copy of the answer. What it throws is the replier's fault, and {@link #fail} is called next.
     *
     * @param codec  of the answer
     * @param reply  of the expected type
     * @param header of the answer, valid during the call
     * @param copier to copy it with
     * @return whether it was still wanted
     */
    <T> boolean complete(MessageCodec<T> codec, T reply, MessageHeader header, Copier copier);

    /**
     * Takes a copy of an answer that lies in memory. What it throws is the replier's fault, and {@link #fail} is called
     * next.
     *
     * @param codec  of the answer, which is of the expected type
     * @param buffer holding the answer
     * @param offset at which it begins
     * @param length of the answer
     * @param header of the answer, valid during the call
     * @return whether it was still wanted
     */
    <T> boolean complete(MessageCodec<T> codec, MessageBuffer buffer, int offset, int length, MessageHeader header);

    /** Learns that there will be no answer, and why. */
    void fail(RingKernelException failure);

    /** {@return whether {@link #fail} may run what a user has written} */
    boolean callsBack();
}
