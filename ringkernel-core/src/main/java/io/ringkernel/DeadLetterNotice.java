// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.Priority;
import java.util.UUID;

/**
 * Tells a kernel of a dead letter; see {@link DeadLetters#subscribe}. It travels in the lane for replies, above all others.
 *
 * @param number      of the letter, for {@link DeadLetters#find}
 * @param reason      why the message got no further
 * @param kernelId    id of the kernel that was to handle it; empty for none
 * @param senderId    id of the kernel that sent it; empty for none
 * @param typeId      of the message
 * @param messageType class name of the message
 * @param messageId   id of the message; all bits 0 if it never got one
 */
@Message(id = 0xFFFF_FF02, priority = Priority.HIGHEST, maxLength = 4096)
public record DeadLetterNotice(
        long number,
        DeadLetter.Reason reason,
        String kernelId,
        String senderId,
        int typeId,
        String messageType,
        UUID messageId) {}
