// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;

/**
 * Calls the handler of a message: a switch on the type id, written by the processor. Belongs to one incarnation of one
 * kernel and is called by one thread at a time.
 */
public interface KernelDispatcher {
    /**
     * Hands a message to its handler.
     *
     * @param typeId  of the message
     * @param version of its layout that the writer knew
     * @param buffer  holding it
     * @param offset  at which it begins
     * @param length  of the message in bytes
     * @param context of the kernel, set to this message
     * @throws Exception what the handler throws
     */
    void dispatch(int typeId, int version, MessageBuffer buffer, int offset, int length, KernelContext context)
            throws Exception;
}
