// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageSchema;
import io.ringkernel.codec.TailRef;
import io.ringkernel.codec.Wire;

/** As the processor would write it. */
final class Messages_PingCodec implements MessageCodec<Messages.Ping> {
    static final Messages_PingCodec INSTANCE = new Messages_PingCodec();
    static final int TYPE_ID = 0x0101;
    static final int LONGEST_TEXT = 100_000;
    private static final int BLOCK_LENGTH = 16;

    private Messages_PingCodec() {}

    @Override
    public Class<Messages.Ping> messageType() {
        return Messages.Ping.class;
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
        return BLOCK_LENGTH + LONGEST_TEXT;
    }

    @Override
    public MessageSchema schema() {
        return MessageSchema.of(this, "io.ringkernel.Messages.Ping").build();
    }

    @Override
    public int encodedLength(Messages.Ping message) {
        return BLOCK_LENGTH + Wire.utf8Length(message.text(), LONGEST_TEXT, "Ping.text");
    }

    @Override
    public int encode(Messages.Ping message, MessageBuffer buffer, int offset, int end, int limit, int depth) {
        int length = Wire.putUtf8(buffer, offset + end, message.text(), LONGEST_TEXT, "Ping.text");
        buffer.putLong(offset, message.number());
        buffer.putLong(offset + 8, TailRef.of(end, length));
        return end + length;
    }

    @Override
    public Messages.Ping decode(MessageBuffer buffer, int offset, int length, int version) {
        Wire.checkLength(length, BLOCK_LENGTH, "Ping");
        long ref = TailRef.check(buffer.getLong(offset + 8), length, LONGEST_TEXT, "Ping.text");
        return new Messages.Ping(
                buffer.getLong(offset),
                Wire.getUtf8(buffer, offset + TailRef.position(ref), TailRef.length(ref), "Ping.text"));
    }
}
