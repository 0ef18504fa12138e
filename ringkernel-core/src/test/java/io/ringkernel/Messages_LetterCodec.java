// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.Messages.Letter;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.HeaderFields;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageHeader;
import io.ringkernel.codec.MessageSchema;
import io.ringkernel.codec.TailRef;
import io.ringkernel.codec.Wire;

/** As the processor would write it. */
final class Messages_LetterCodec implements MessageCodec<Letter> {
    static final Messages_LetterCodec INSTANCE = new Messages_LetterCodec();
    static final int DEADLINE_MS = 60_000;
    private static final int BLOCK_LENGTH = 8;
    private static final int LONGEST_TEXT = 100_000;

    private Messages_LetterCodec() {}

    @Override
    public Class<Letter> messageType() {
        return Letter.class;
    }

    @Override
    public int typeId() {
        return 0x0107;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public int priority() {
        return 100;
    }

    @Override
    public int deadlineMs() {
        return DEADLINE_MS;
    }

    @Override
    public int headerFields() {
        return HeaderFields.MESSAGE_ID
                | HeaderFields.PRIORITY
                | HeaderFields.CORRELATION_ID
                | HeaderFields.TIMESTAMP
                | HeaderFields.DEADLINE
                | HeaderFields.SENDER;
    }

    @Override
    public HeaderFields header(Letter message) {
        HeaderFields header = new HeaderFields(priority());
        header.messageId(message.id());
        if (message.priority() != null) {
            header.priority(message.priority(), "Letter.priority");
        }
        header.correlationId(message.correlationId());
        header.timestamp(message.at(), "Letter.at");
        if (message.until() != null) {
            header.deadline(message.until(), "Letter.until");
        } else {
            header.timeLeft(message.left(), "Letter.left");
        }
        header.sender(message.sender());
        return header;
    }

    @Override
    public int blockLength() {
        return BLOCK_LENGTH;
    }

    @Override
    public int maxEncodedLength() {
        return BLOCK_LENGTH + LONGEST_TEXT;
    }

    @Override
    public MessageSchema schema() {
        return MessageSchema.of(this, "io.ringkernel.Messages.Letter").build();
    }

    @Override
    public int encodedLength(Letter message) {
        return BLOCK_LENGTH + Wire.utf8Length(message.text(), LONGEST_TEXT, "Letter.text");
    }

    @Override
    public int encode(Letter message, MessageBuffer buffer, int offset, int end, int limit, int depth) {
        int length = Wire.putUtf8(buffer, offset + end, message.text(), LONGEST_TEXT, "Letter.text");
        buffer.putLong(offset, TailRef.of(end, length));
        return end + length;
    }

    @Override
    public Letter decode(MessageBuffer buffer, int offset, int length, int version) {
        return decode(buffer, offset, length, version, MessageHeader.none(priority()));
    }

    @Override
    public Letter decode(MessageBuffer buffer, int offset, int length, int version, MessageHeader header) {
        Wire.checkLength(length, BLOCK_LENGTH, "Letter");
        long ref = TailRef.check(buffer.getLong(offset), length, LONGEST_TEXT, "Letter.text");
        return new Letter(
                Wire.getUtf8(buffer, offset + TailRef.position(ref), TailRef.length(ref), "Letter.text"),
                header.messageIdOrNull(),
                header.priority(),
                header.correlationIdOrNull(),
                header.timestampOrNull(),
                header.deadlineOrNull(),
                header.timeLeftOrNull(),
                header.senderOrNull());
    }
}
