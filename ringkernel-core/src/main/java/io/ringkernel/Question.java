// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Priority;

/** What must be known of a message to answer it. */
interface Question {
    /** {@return whether a requester waits for the answer} */
    boolean isRequest();

    /** {@return the lower half of the id that the runtime gave the message} */
    long messageIdLo();

    /** {@return the whole id of the message} */
    MessageId messageId();

    /** {@return whether the id is not the runtime's, but its sender's} */
    boolean isGivenId();

    /** {@return the number of the kernel that sent it; 0 for a thread outside} */
    int senderNumber();

    /** {@return the priority of the message} */
    int priority();

    /** {@return the type id of the message} */
    int typeId();

    /** In place of a message: what is sent out belongs to none. */
    Question NONE = new Kept(false, 0, MessageId.NONE, false, 0, Priority.DEFAULT, 0);

    /** A question that outlives its slot. */
    record Kept(
            boolean isRequest,
            long messageIdLo,
            MessageId messageId,
            boolean isGivenId,
            int senderNumber,
            int priority,
            int typeId)
            implements Question {
        static Kept of(Question question) {
            return new Kept(
                    question.isRequest(),
                    question.messageIdLo(),
                    question.messageId(),
                    question.isGivenId(),
                    question.senderNumber(),
                    question.priority(),
                    question.typeId());
        }
    }
}
