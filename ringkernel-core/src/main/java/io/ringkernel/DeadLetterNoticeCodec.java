// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Listed;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.EnumCodes;
import io.ringkernel.codec.MessageDefinition;
import io.ringkernel.codec.MessageReader;
import io.ringkernel.codec.MessageSchema;
import io.ringkernel.codec.MessageWriter;
import io.ringkernel.codec.TailRef;
import io.ringkernel.codec.Utf8;
import io.ringkernel.codec.Wire;
import io.ringkernel.msgpack.Forms;
import io.ringkernel.msgpack.MapReader;
import io.ringkernel.msgpack.MapWriter;
import io.ringkernel.msgpack.MsgpackCodec;
import java.util.UUID;
import javax.annotation.processing.Generated;

/**
 * Zero-copy codec for {@link DeadLetterNotice}, little-endian throughout.
 *
 * <pre>
 * offset  length  field
 * ------  ------  --------------------------------------------------------
 *      0       8  number       long
 *      8       4  reason       Reason, code
 *     12       4  (padding)
 *     16       8  kernelId     String, reference to tail, up to 4096 bytes
 *     24       8  senderId     String, reference to tail, up to 4096 bytes
 *     32       4  typeId       int
 *     36       4  (padding)
 *     40       8  messageType  String, reference to tail, up to 4096 bytes
 *     48      16  messageId    UUID
 *     64          tail         up to 4032 bytes
 * </pre>
 */
@Generated("io.ringkernel.processor.RingKernelProcessor")
public final class DeadLetterNoticeCodec implements MsgpackCodec<DeadLetterNotice> {
    /** The one instance: a codec has no state. */
    public static final DeadLetterNoticeCodec INSTANCE = new DeadLetterNoticeCodec();

    /** Identifies a {@code DeadLetterNotice} on the wire. */
    public static final int TYPE_ID = 0xFFFF_FF02;

    /** Version of this layout. */
    public static final int VERSION = 1;

    /** Priority of a message that is sent without naming one. */
    public static final int PRIORITY = 255;

    /** Length in bytes of the fixed fields; the tail begins here. */
    public static final int BLOCK_LENGTH = 64;

    /** The most bytes one encoded {@code DeadLetterNotice} can occupy. */
    public static final int MAX_ENCODED_LENGTH = 4096;

    private static final int NUMBER_OFFSET = 0;
    private static final int REASON_OFFSET = 8;
    private static final int KERNEL_ID_OFFSET = 16;
    private static final int SENDER_ID_OFFSET = 24;
    private static final int TYPE_ID_OFFSET = 32;
    private static final int MESSAGE_TYPE_OFFSET = 40;
    private static final int MESSAGE_ID_OFFSET = 48;
    private static final int KERNEL_ID_LIMIT = 4096;
    private static final int SENDER_ID_LIMIT = 4096;
    private static final int MESSAGE_TYPE_LIMIT = 4096;
    private static final EnumCodes<DeadLetter.Reason> REASON_CODES = reasonCodes();

    private DeadLetterNoticeCodec() {}

    @Override
    public Class<DeadLetterNotice> messageType() {
        return DeadLetterNotice.class;
    }

    @Override
    public int typeId() {
        return TYPE_ID;
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public int priority() {
        return PRIORITY;
    }

    @Override
    public int blockLength() {
        return BLOCK_LENGTH;
    }

    @Override
    public int maxEncodedLength() {
        return MAX_ENCODED_LENGTH;
    }

    @Override
    public MessageSchema schema() {
        MessageSchema.Builder schema = MessageSchema.of(this, "io.ringkernel.DeadLetterNotice");
        schema.field("number", "long", NUMBER_OFFSET, 8);
        schema.field("reason", "io.ringkernel.DeadLetter.Reason", REASON_OFFSET, 4)
                .constants(
                        "LANE_FULL",
                        "NO_MEMORY",
                        "DROPPED_OLDEST",
                        "DROPPED_NEWEST",
                        "EXPIRED",
                        "NO_KERNEL",
                        "NO_HANDLER",
                        "DECODE",
                        "FAILED",
                        "LATE_REPLY",
                        "LATE_FORWARD",
                        "OUTBOX_FULL",
                        "TERMINATED",
                        "DUPLICATE");
        schema.field("kernelId", "String", KERNEL_ID_OFFSET, 8).maxLength(KERNEL_ID_LIMIT);
        schema.field("senderId", "String", SENDER_ID_OFFSET, 8).maxLength(SENDER_ID_LIMIT);
        schema.field("typeId", "int", TYPE_ID_OFFSET, 4);
        schema.field("messageType", "String", MESSAGE_TYPE_OFFSET, 8).maxLength(MESSAGE_TYPE_LIMIT);
        schema.field("messageId", "UUID", MESSAGE_ID_OFFSET, 16);
        return schema.build();
    }

    @Override
    public int encodedLength(DeadLetterNotice message) {
        long length = BLOCK_LENGTH;
        length += Wire.utf8Length(message.kernelId(), KERNEL_ID_LIMIT, "DeadLetterNotice.kernelId");
        length += Wire.utf8Length(message.senderId(), SENDER_ID_LIMIT, "DeadLetterNotice.senderId");
        length += Wire.utf8Length(message.messageType(), MESSAGE_TYPE_LIMIT, "DeadLetterNotice.messageType");
        return Wire.checkMeasured(length, MAX_ENCODED_LENGTH, "DeadLetterNotice");
    }

    @Override
    public int encode(DeadLetterNotice message, MessageBuffer buffer, int offset, int end, int limit, int depth) {
        Writer writer = new Writer().wrap(buffer, offset, end, limit, depth);
        writer.number(message.number());
        writer.reason(message.reason());
        writer.kernelId(message.kernelId());
        writer.senderId(message.senderId());
        writer.typeId(message.typeId());
        writer.messageType(message.messageType());
        writer.messageId(message.messageId());
        return writer.encodedLength();
    }

    @Override
    public DeadLetterNotice decode(MessageBuffer buffer, int offset, int length, int version) {
        Reader reader = new Reader().wrap(buffer, offset, length, version);
        Wire.checkTail(reader.tailUsed(), length - BLOCK_LENGTH, "DeadLetterNotice");
        return new DeadLetterNotice(
                reader.number(),
                reader.reason(),
                reader.kernelId(),
                reader.senderId(),
                reader.typeId(),
                reader.messageType(),
                reader.messageId());
    }

    @Override
    public long tailUsed(MessageBuffer buffer, int offset, int length, int version) {
        return new Reader().wrap(buffer, offset, length, version).tailUsed();
    }

    @Override
    public int keyCount() {
        return 7;
    }

    @Override
    public void pack(DeadLetterNotice message, MapWriter map) {
        map.put("number", message.number(), Forms.LONG);
        map.put("reason", message.reason(), Forms.enumeration(DeadLetter.Reason.class));
        map.put("kernelId", message.kernelId(), Forms.text(KERNEL_ID_LIMIT));
        map.put("senderId", message.senderId(), Forms.text(SENDER_ID_LIMIT));
        map.put("typeId", message.typeId(), Forms.INT);
        map.put("messageType", message.messageType(), Forms.text(MESSAGE_TYPE_LIMIT));
        map.put("messageId", message.messageId(), Forms.UUID);
    }

    @Override
    public DeadLetterNotice unpack(MapReader map) {
        return new DeadLetterNotice(
                map.get("number", Forms.LONG),
                map.get("reason", Forms.enumeration(DeadLetter.Reason.class)),
                map.get("kernelId", Forms.text(KERNEL_ID_LIMIT)),
                map.get("senderId", Forms.text(SENDER_ID_LIMIT)),
                map.get("typeId", Forms.INT),
                map.get("messageType", Forms.text(MESSAGE_TYPE_LIMIT)),
                map.get("messageId", Forms.UUID));
    }

    private static EnumCodes<DeadLetter.Reason> reasonCodes() {
        EnumCodes.Builder<DeadLetter.Reason> codes = EnumCodes.of(DeadLetter.Reason.class);
        codes.add(DeadLetter.Reason.LANE_FULL, 0x846F_8EB5);
        codes.add(DeadLetter.Reason.NO_MEMORY, 0xFE5D_11B8);
        codes.add(DeadLetter.Reason.DROPPED_OLDEST, 0xB31F_CB1D);
        codes.add(DeadLetter.Reason.DROPPED_NEWEST, 0x0C9A_EC38);
        codes.add(DeadLetter.Reason.EXPIRED, 0x6796_5ED2);
        codes.add(DeadLetter.Reason.NO_KERNEL, 0x0ACF_FD26);
        codes.add(DeadLetter.Reason.NO_HANDLER, 0x31F4_5F79);
        codes.add(DeadLetter.Reason.DECODE, 0x43F4_D1CF);
        codes.add(DeadLetter.Reason.FAILED, 0xD7E8_FAB4);
        codes.add(DeadLetter.Reason.LATE_REPLY, 0x9FC0_A4E6);
        codes.add(DeadLetter.Reason.LATE_FORWARD, 0xEED7_8157);
        codes.add(DeadLetter.Reason.OUTBOX_FULL, 0xA278_F2A4);
        codes.add(DeadLetter.Reason.TERMINATED, 0x14BB_05E0);
        codes.add(DeadLetter.Reason.DUPLICATE, 0xA305_BD36);
        return codes.build();
    }

    /** Reads the fields of an encoded {@link DeadLetterNotice} where they lie. Reusable; not thread-safe. */
    public static final class Reader extends MessageReader {
        /** Creates a reader that must be {@linkplain #wrap wrapped} before use. */
        public Reader() {}

        /**
         * Points this reader at a message that a writer of this version wrote.
         *
         * @param buffer holding the message
         * @param offset at which the message begins
         * @param length of the message in bytes
         * @return this reader
         * @throws CodecException if {@code length} is too short to hold a {@code DeadLetterNotice}
         */
        public Reader wrap(MessageBuffer buffer, int offset, int length) {
            return wrap(buffer, offset, length, VERSION);
        }

        /**
         * Points this reader at an encoded message.
         *
         * @param buffer  holding the message
         * @param offset  at which the message begins
         * @param length  of the message in bytes
         * @param version of the layout that the writer knew, from the header
         * @return this reader
         * @throws CodecException if {@code length} is too short to hold a {@code DeadLetterNotice}
         */
        public Reader wrap(MessageBuffer buffer, int offset, int length, int version) {
            Wire.checkLength(length, BLOCK_LENGTH, "DeadLetterNotice");
            begin(buffer, offset, length, version);
            return this;
        }

        /** {@return the {@code number} field} */
        public long number() {
            return buffer.getLong(offset + NUMBER_OFFSET);
        }

        /** {@return the {@code reason} field} */
        public DeadLetter.Reason reason() {
            return REASON_CODES.constant(buffer.getInt(offset + REASON_OFFSET), "DeadLetterNotice.reason");
        }

        /** {@return the {@code kernelId} field, as a new string} */
        public String kernelId() {
            long ref = kernelIdRef();
            return Wire.getUtf8(
                    buffer, offset + TailRef.position(ref), TailRef.length(ref), "DeadLetterNotice.kernelId");
        }

        /** {@return the length in bytes of the {@code kernelId} field, UTF-8} */
        public int kernelIdLength() {
            return TailRef.length(kernelIdRef());
        }

        /**
         * Copies the {@code kernelId} field, UTF-8, without creating a string.
         *
         * @param target       to copy into
         * @param targetOffset at which the copy begins
         * @return number of bytes copied
         */
        public int copyKernelId(byte[] target, int targetOffset) {
            long ref = kernelIdRef();
            buffer.getBytes(offset + TailRef.position(ref), target, targetOffset, TailRef.length(ref));
            return TailRef.length(ref);
        }

        /**
         * Compares the {@code kernelId} field, without creating a string.
         *
         * @param text to compare with
         * @return whether both have the same characters
         */
        public boolean kernelIdEquals(CharSequence text) {
            long ref = kernelIdRef();
            return Utf8.equals(
                    buffer, offset + TailRef.position(ref), TailRef.length(ref), text, "DeadLetterNotice.kernelId");
        }

        /**
         * Compares the {@code kernelId} field as strings are compared, without creating one.
         *
         * @param text to compare with
         * @return less than 0, 0 or more than 0 as the field is less than, equal to or greater than {@code text}
         */
        public int compareKernelId(CharSequence text) {
            long ref = kernelIdRef();
            return Utf8.compare(
                    buffer, offset + TailRef.position(ref), TailRef.length(ref), text, "DeadLetterNotice.kernelId");
        }

        /**
         * Appends the {@code kernelId} field to a text, without creating a string.
         *
         * @param target to append to
         * @return {@code target}
         */
        public StringBuilder appendKernelId(StringBuilder target) {
            long ref = kernelIdRef();
            return Utf8.append(
                    buffer, offset + TailRef.position(ref), TailRef.length(ref), target, "DeadLetterNotice.kernelId");
        }

        private long kernelIdRef() {
            return TailRef.check(
                    buffer.getLong(offset + KERNEL_ID_OFFSET), length, KERNEL_ID_LIMIT, "DeadLetterNotice.kernelId");
        }

        /** {@return the {@code senderId} field, as a new string} */
        public String senderId() {
            long ref = senderIdRef();
            return Wire.getUtf8(
                    buffer, offset + TailRef.position(ref), TailRef.length(ref), "DeadLetterNotice.senderId");
        }

        /** {@return the length in bytes of the {@code senderId} field, UTF-8} */
        public int senderIdLength() {
            return TailRef.length(senderIdRef());
        }

        /**
         * Copies the {@code senderId} field, UTF-8, without creating a string.
         *
         * @param target       to copy into
         * @param targetOffset at which the copy begins
         * @return number of bytes copied
         */
        public int copySenderId(byte[] target, int targetOffset) {
            long ref = senderIdRef();
            buffer.getBytes(offset + TailRef.position(ref), target, targetOffset, TailRef.length(ref));
            return TailRef.length(ref);
        }

        /**
         * Compares the {@code senderId} field, without creating a string.
         *
         * @param text to compare with
         * @return whether both have the same characters
         */
        public boolean senderIdEquals(CharSequence text) {
            long ref = senderIdRef();
            return Utf8.equals(
                    buffer, offset + TailRef.position(ref), TailRef.length(ref), text, "DeadLetterNotice.senderId");
        }

        /**
         * Compares the {@code senderId} field as strings are compared, without creating one.
         *
         * @param text to compare with
         * @return less than 0, 0 or more than 0 as the field is less than, equal to or greater than {@code text}
         */
        public int compareSenderId(CharSequence text) {
            long ref = senderIdRef();
            return Utf8.compare(
                    buffer, offset + TailRef.position(ref), TailRef.length(ref), text, "DeadLetterNotice.senderId");
        }

        /**
         * Appends the {@code senderId} field to a text, without creating a string.
         *
         * @param target to append to
         * @return {@code target}
         */
        public StringBuilder appendSenderId(StringBuilder target) {
            long ref = senderIdRef();
            return Utf8.append(
                    buffer, offset + TailRef.position(ref), TailRef.length(ref), target, "DeadLetterNotice.senderId");
        }

        private long senderIdRef() {
            return TailRef.check(
                    buffer.getLong(offset + SENDER_ID_OFFSET), length, SENDER_ID_LIMIT, "DeadLetterNotice.senderId");
        }

        /** {@return the {@code typeId} field} */
        public int typeId() {
            return buffer.getInt(offset + TYPE_ID_OFFSET);
        }

        /** {@return the {@code messageType} field, as a new string} */
        public String messageType() {
            long ref = messageTypeRef();
            return Wire.getUtf8(
                    buffer, offset + TailRef.position(ref), TailRef.length(ref), "DeadLetterNotice.messageType");
        }

        /** {@return the length in bytes of the {@code messageType} field, UTF-8} */
        public int messageTypeLength() {
            return TailRef.length(messageTypeRef());
        }

        /**
         * Copies the {@code messageType} field, UTF-8, without creating a string.
         *
         * @param target       to copy into
         * @param targetOffset at which the copy begins
         * @return number of bytes copied
         */
        public int copyMessageType(byte[] target, int targetOffset) {
            long ref = messageTypeRef();
            buffer.getBytes(offset + TailRef.position(ref), target, targetOffset, TailRef.length(ref));
            return TailRef.length(ref);
        }

        /**
         * Compares the {@code messageType} field, without creating a string.
         *
         * @param text to compare with
         * @return whether both have the same characters
         */
        public boolean messageTypeEquals(CharSequence text) {
            long ref = messageTypeRef();
            return Utf8.equals(
                    buffer, offset + TailRef.position(ref), TailRef.length(ref), text, "DeadLetterNotice.messageType");
        }

        /**
         * Compares the {@code messageType} field as strings are compared, without creating one.
         *
         * @param text to compare with
         * @return less than 0, 0 or more than 0 as the field is less than, equal to or greater than {@code text}
         */
        public int compareMessageType(CharSequence text) {
            long ref = messageTypeRef();
            return Utf8.compare(
                    buffer, offset + TailRef.position(ref), TailRef.length(ref), text, "DeadLetterNotice.messageType");
        }

        /**
         * Appends the {@code messageType} field to a text, without creating a string.
         *
         * @param target to append to
         * @return {@code target}
         */
        public StringBuilder appendMessageType(StringBuilder target) {
            long ref = messageTypeRef();
            return Utf8.append(
                    buffer,
                    offset + TailRef.position(ref),
                    TailRef.length(ref),
                    target,
                    "DeadLetterNotice.messageType");
        }

        private long messageTypeRef() {
            return TailRef.check(
                    buffer.getLong(offset + MESSAGE_TYPE_OFFSET),
                    length,
                    MESSAGE_TYPE_LIMIT,
                    "DeadLetterNotice.messageType");
        }

        /** {@return the {@code messageId} field, as a new object} */
        public UUID messageId() {
            return Wire.getUuid(buffer, offset + MESSAGE_ID_OFFSET);
        }

        /** {@return the upper half of the {@code messageId} field} */
        public long messageIdMostSignificantBits() {
            return buffer.getLong(offset + MESSAGE_ID_OFFSET);
        }

        /** {@return the lower half of the {@code messageId} field} */
        public long messageIdLeastSignificantBits() {
            return buffer.getLong(offset + MESSAGE_ID_OFFSET + Long.BYTES);
        }

        private long tailUsed() {
            long used = TailRef.used(kernelIdRef());
            used += TailRef.used(senderIdRef());
            used += TailRef.used(messageTypeRef());
            return used;
        }
    }

    /** Writes the fields of a {@link DeadLetterNotice} in place, each one once. Reusable; not thread-safe. */
    public static final class Writer extends MessageWriter {
        /** Creates a writer that must be {@linkplain #wrap wrapped} before use. */
        public Writer() {}

        /**
         * Points this writer at the place where a message is to begin, and clears the block there: a field that
         * is never written reads as zero, not as what an earlier message left in the slot.
         *
         * @param buffer to hold the message
         * @param offset at which the message is to begin
         * @return this writer
         */
        public Writer wrap(MessageBuffer buffer, int offset) {
            return wrap(buffer, offset, BLOCK_LENGTH, MAX_ENCODED_LENGTH, 0);
        }

        private Writer wrap(MessageBuffer buffer, int offset, int end, int limit, int depth) {
            begin(buffer, offset, BLOCK_LENGTH, end, limit, depth);
            return this;
        }

        /**
         * Writes the {@code number} field.
         *
         * @param value to write
         * @return this writer
         */
        public Writer number(long value) {
            buffer.putLong(offset + NUMBER_OFFSET, value);
            return this;
        }

        /**
         * Writes the {@code reason} field.
         *
         * @param value to write
         * @return this writer
         * @throws NullPointerException if {@code value} is null
         */
        public Writer reason(DeadLetter.Reason value) {
            buffer.putInt(offset + REASON_OFFSET, REASON_CODES.code(value, "DeadLetterNotice.reason"));
            return this;
        }

        /**
         * Appends the {@code kernelId} field to the tail.
         *
         * @param value to write
         * @return this writer
         * @throws NullPointerException if {@code value} is null
         * @throws CodecException if {@code value} is longer than its limit
         * @throws IllegalStateException if the field has been written already
         */
        public Writer kernelId(String value) {
            int at = tail("DeadLetterNotice.kernelId", KERNEL_ID_OFFSET);
            int length = Wire.putUtf8(
                    buffer,
                    at,
                    value,
                    room("DeadLetterNotice.kernelId", at, KERNEL_ID_LIMIT),
                    "DeadLetterNotice.kernelId");
            append("DeadLetterNotice.kernelId", KERNEL_ID_OFFSET, at, length);
            return this;
        }

        /**
         * Appends the {@code kernelId} field to the tail, without creating a string.
         *
         * @param value to write
         * @return this writer
         * @throws NullPointerException if {@code value} is null
         * @throws CodecException if {@code value} is longer than its limit
         * @throws IllegalStateException if the field has been written already
         */
        public Writer kernelId(CharSequence value) {
            int at = tail("DeadLetterNotice.kernelId", KERNEL_ID_OFFSET);
            int length = Utf8.put(
                    buffer,
                    at,
                    value,
                    room("DeadLetterNotice.kernelId", at, KERNEL_ID_LIMIT),
                    "DeadLetterNotice.kernelId");
            append("DeadLetterNotice.kernelId", KERNEL_ID_OFFSET, at, length);
            return this;
        }

        /**
         * Appends the {@code kernelId} field to the tail, from bytes that are in UTF-8 already.
         *
         * @param source to copy from
         * @param from   index of the first byte
         * @param count  number of bytes
         * @return this writer
         * @throws CodecException if there are too many bytes, or they are not UTF-8
         * @throws IllegalStateException if the field has been written already
         * @throws IndexOutOfBoundsException if the bytes do not lie in {@code source}
         */
        public Writer kernelId(byte[] source, int from, int count) {
            int at = tail("DeadLetterNotice.kernelId", KERNEL_ID_OFFSET);
            int length = Utf8.put(
                    buffer,
                    at,
                    source,
                    from,
                    count,
                    room("DeadLetterNotice.kernelId", at, KERNEL_ID_LIMIT),
                    "DeadLetterNotice.kernelId");
            append("DeadLetterNotice.kernelId", KERNEL_ID_OFFSET, at, length);
            return this;
        }

        /**
         * Appends the {@code senderId} field to the tail.
         *
         * @param value to write
         * @return this writer
         * @throws NullPointerException if {@code value} is null
         * @throws CodecException if {@code value} is longer than its limit
         * @throws IllegalStateException if the field has been written already
         */
        public Writer senderId(String value) {
            int at = tail("DeadLetterNotice.senderId", SENDER_ID_OFFSET);
            int length = Wire.putUtf8(
                    buffer,
                    at,
                    value,
                    room("DeadLetterNotice.senderId", at, SENDER_ID_LIMIT),
                    "DeadLetterNotice.senderId");
            append("DeadLetterNotice.senderId", SENDER_ID_OFFSET, at, length);
            return this;
        }

        /**
         * Appends the {@code senderId} field to the tail, without creating a string.
         *
         * @param value to write
         * @return this writer
         * @throws NullPointerException if {@code value} is null
         * @throws CodecException if {@code value} is longer than its limit
         * @throws IllegalStateException if the field has been written already
         */
        public Writer senderId(CharSequence value) {
            int at = tail("DeadLetterNotice.senderId", SENDER_ID_OFFSET);
            int length = Utf8.put(
                    buffer,
                    at,
                    value,
                    room("DeadLetterNotice.senderId", at, SENDER_ID_LIMIT),
                    "DeadLetterNotice.senderId");
            append("DeadLetterNotice.senderId", SENDER_ID_OFFSET, at, length);
            return this;
        }

        /**
         * Appends the {@code senderId} field to the tail, from bytes that are in UTF-8 already.
         *
         * @param source to copy from
         * @param from   index of the first byte
         * @param count  number of bytes
         * @return this writer
         * @throws CodecException if there are too many bytes, or they are not UTF-8
         * @throws IllegalStateException if the field has been written already
         * @throws IndexOutOfBoundsException if the bytes do not lie in {@code source}
         */
        public Writer senderId(byte[] source, int from, int count) {
            int at = tail("DeadLetterNotice.senderId", SENDER_ID_OFFSET);
            int length = Utf8.put(
                    buffer,
                    at,
                    source,
                    from,
                    count,
                    room("DeadLetterNotice.senderId", at, SENDER_ID_LIMIT),
                    "DeadLetterNotice.senderId");
            append("DeadLetterNotice.senderId", SENDER_ID_OFFSET, at, length);
            return this;
        }

        /**
         * Writes the {@code typeId} field.
         *
         * @param value to write
         * @return this writer
         */
        public Writer typeId(int value) {
            buffer.putInt(offset + TYPE_ID_OFFSET, value);
            return this;
        }

        /**
         * Appends the {@code messageType} field to the tail.
         *
         * @param value to write
         * @return this writer
         * @throws NullPointerException if {@code value} is null
         * @throws CodecException if {@code value} is longer than its limit
         * @throws IllegalStateException if the field has been written already
         */
        public Writer messageType(String value) {
            int at = tail("DeadLetterNotice.messageType", MESSAGE_TYPE_OFFSET);
            int length = Wire.putUtf8(
                    buffer,
                    at,
                    value,
                    room("DeadLetterNotice.messageType", at, MESSAGE_TYPE_LIMIT),
                    "DeadLetterNotice.messageType");
            append("DeadLetterNotice.messageType", MESSAGE_TYPE_OFFSET, at, length);
            return this;
        }

        /**
         * Appends the {@code messageType} field to the tail, without creating a string.
         *
         * @param value to write
         * @return this writer
         * @throws NullPointerException if {@code value} is null
         * @throws CodecException if {@code value} is longer than its limit
         * @throws IllegalStateException if the field has been written already
         */
        public Writer messageType(CharSequence value) {
            int at = tail("DeadLetterNotice.messageType", MESSAGE_TYPE_OFFSET);
            int length = Utf8.put(
                    buffer,
                    at,
                    value,
                    room("DeadLetterNotice.messageType", at, MESSAGE_TYPE_LIMIT),
                    "DeadLetterNotice.messageType");
            append("DeadLetterNotice.messageType", MESSAGE_TYPE_OFFSET, at, length);
            return this;
        }

        /**
         * Appends the {@code messageType} field to the tail, from bytes that are in UTF-8 already.
         *
         * @param source to copy from
         * @param from   index of the first byte
         * @param count  number of bytes
         * @return this writer
         * @throws CodecException if there are too many bytes, or they are not UTF-8
         * @throws IllegalStateException if the field has been written already
         * @throws IndexOutOfBoundsException if the bytes do not lie in {@code source}
         */
        public Writer messageType(byte[] source, int from, int count) {
            int at = tail("DeadLetterNotice.messageType", MESSAGE_TYPE_OFFSET);
            int length = Utf8.put(
                    buffer,
                    at,
                    source,
                    from,
                    count,
                    room("DeadLetterNotice.messageType", at, MESSAGE_TYPE_LIMIT),
                    "DeadLetterNotice.messageType");
            append("DeadLetterNotice.messageType", MESSAGE_TYPE_OFFSET, at, length);
            return this;
        }

        /**
         * Writes the {@code messageId} field.
         *
         * @param value to write
         * @return this writer
         * @throws NullPointerException if {@code value} is null
         */
        public Writer messageId(UUID value) {
            Wire.putUuid(buffer, offset + MESSAGE_ID_OFFSET, value, "DeadLetterNotice.messageId");
            return this;
        }

        /**
         * Writes the {@code messageId} field without an object.
         *
         * @param mostSignificantBits  upper half
         * @param leastSignificantBits lower half
         * @return this writer
         */
        public Writer messageId(long mostSignificantBits, long leastSignificantBits) {
            buffer.putLong(offset + MESSAGE_ID_OFFSET, mostSignificantBits);
            buffer.putLong(offset + MESSAGE_ID_OFFSET + Long.BYTES, leastSignificantBits);
            return this;
        }
    }

    /** Names this codec to the service loader. */
    @Listed("io.ringkernel.DeadLetterNotice")
    public static final class Definition extends MessageDefinition {
        /** Creates the definition, as the service loader does. */
        public Definition() {
            super(INSTANCE);
        }
    }
}
