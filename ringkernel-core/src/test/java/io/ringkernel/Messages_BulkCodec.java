// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Message;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageSchema;
import io.ringkernel.codec.TailRef;
import io.ringkernel.codec.Wire;

/** As the processor would write it. */
final class Messages_BulkCodec implements MessageCodec<Messages.Bulk> {
    static final Messages_BulkCodec INSTANCE = new Messages_BulkCodec();
    static final int TYPE_ID = 0x0109;
    static final int LONGEST_BYTES = Message.LONGEST - 16;
    private static final int BLOCK_LENGTH = 16;

    private Messages_BulkCodec() {}

    @Override
    public Class<Messages.Bulk> messageType() {
        return Messages.Bulk.class;
    }

    @Override
    public int typeId() {
        return TYPE_ID;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public int blockLength() {
        return BLOCK_LENGTH;
    }

    @Override
    public int maxEncodedLength() {
        return Message.LONGEST;
    }

    @Override
    public MessageSchema schema() {
        return MessageSchema.of(this, "io.ringkernel.Messages.Bulk").build();
    }

    @Override
    public int encodedLength(Messages.Bulk message) {
        return BLOCK_LENGTH + Wire.bytesLength(message.bytes(), LONGEST_BYTES, "Bulk.bytes");
    }

    @Override
    public int encode(Messages.Bulk message, MessageBuffer buffer, int offset, int end, int limit, int depth) {
        int length = Wire.putBytes(buffer, offset + end, message.bytes(), LONGEST_BYTES, "Bulk.bytes");
        buffer.putLong(offset, message.number());
        buffer.putLong(offset + 8, TailRef.of(end, length));
        return end + length;
    }

    @Override
    public Messages.Bulk decode(MessageBuffer buffer, int offset, int length, int version) {
        Wire.checkLength(length, BLOCK_LENGTH, "Bulk");
        long ref = TailRef.check(buffer.getLong(offset + 8), length, LONGEST_BYTES, "Bulk.bytes");
        return new Messages.Bulk(
                buffer.getLong(offset), Wire.getBytes(buffer, offset + TailRef.position(ref), TailRef.length(ref)));
    }
}
