// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.supervision;

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
import javax.annotation.processing.Generated;

/**
 * Zero-copy codec for {@link Terminated}, little-endian throughout.
 *
 * <pre>
 * offset  length  field
 * ------  ------  --------------------------------------------------------------
 *      0       8  kernelId   String, reference to tail, up to 128 bytes
 *      8       4  reason     Reason, code
 *     12       4  (padding)
 *     16       8  failure    String or null, reference to tail, up to 1024 bytes
 *     24          tail       up to 1152 bytes
 * </pre>
 */
@Generated("io.ringkernel.processor.RingKernelProcessor")
public final class TerminatedCodec implements MsgpackCodec<Terminated> {
    /** The one instance: a codec has no state. */
    public static final TerminatedCodec INSTANCE = new TerminatedCodec();

    /** Identifies a {@code Terminated} on the wire. */
    public static final int TYPE_ID = 0xFFFF_FF01;

    /** Version of this layout. */
    public static final int VERSION = 1;

    /** Length in bytes of the fixed fields; the tail begins here. */
    public static final int BLOCK_LENGTH = 24;

    /** The most bytes one encoded {@code Terminated} can occupy. */
    public static final int MAX_ENCODED_LENGTH = 1176;

    private static final int KERNEL_ID_OFFSET = 0;
    private static final int REASON_OFFSET = 8;
    private static final int FAILURE_OFFSET = 16;
    private static final int KERNEL_ID_LIMIT = 128;
    private static final int FAILURE_LIMIT = 1024;
    private static final EnumCodes<Terminated.Reason> REASON_CODES = reasonCodes();

    private TerminatedCodec() {}

    @Override
    public Class<Terminated> messageType() {
        return Terminated.class;
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
    public int blockLength() {
        return BLOCK_LENGTH;
    }

    @Override
    public int maxEncodedLength() {
        return MAX_ENCODED_LENGTH;
    }

    @Override
    public MessageSchema schema() {
        MessageSchema.Builder schema = MessageSchema.of(this, "io.ringkernel.supervision.Terminated");
        schema.field("kernelId", "String", KERNEL_ID_OFFSET, 8).maxLength(KERNEL_ID_LIMIT);
        schema.field("reason", "io.ringkernel.supervision.Terminated.Reason", REASON_OFFSET, 4)
                .constants("TERMINATED", "FAILED", "NO_KERNEL");
        schema.field("failure", "String?", FAILURE_OFFSET, 8).maxLength(FAILURE_LIMIT);
        return schema.build();
    }

    @Override
    public int encodedLength(Terminated message) {
        int length = BLOCK_LENGTH;
        length += Wire.utf8Length(message.kernelId(), KERNEL_ID_LIMIT, "Terminated.kernelId");
        if (message.failure() != null) {
            length += Wire.utf8Length(message.failure(), FAILURE_LIMIT, "Terminated.failure");
        }
        return length;
    }

    @Override
    public int encode(Terminated message, MessageBuffer buffer, int offset, int end, int limit, int depth) {
        Writer writer = new Writer().wrap(buffer, offset, end, limit, depth);
        writer.kernelId(message.kernelId());
        writer.reason(message.reason());
        writer.failure(message.failure());
        return writer.encodedLength();
    }

    @Override
    public Terminated decode(MessageBuffer buffer, int offset, int length, int version) {
        Reader reader = new Reader().wrap(buffer, offset, length, version);
        Wire.checkTail(reader.tailUsed(), length - BLOCK_LENGTH, "Terminated");
        return new Terminated(reader.kernelId(), reader.reason(), reader.failure());
    }

    @Override
    public long tailUsed(MessageBuffer buffer, int offset, int length, int version) {
        return new Reader().wrap(buffer, offset, length, version).tailUsed();
    }

    @Override
    public int keyCount() {
        return 3;
    }

    @Override
    public void pack(Terminated message, MapWriter map) {
        map.put("kernelId", message.kernelId(), Forms.text(KERNEL_ID_LIMIT));
        map.put("reason", message.reason(), Forms.enumeration(Terminated.Reason.class));
        map.put("failure", message.failure(), Forms.text(FAILURE_LIMIT).nullable());
    }

    @Override
    public Terminated unpack(MapReader map) {
        return new Terminated(
                map.get("kernelId", Forms.text(KERNEL_ID_LIMIT)),
                map.get("reason", Forms.enumeration(Terminated.Reason.class)),
                map.get("failure", Forms.text(FAILURE_LIMIT).nullable()));
    }

    private static EnumCodes<Terminated.Reason> reasonCodes() {
        EnumCodes.Builder<Terminated.Reason> codes = EnumCodes.of(Terminated.Reason.class);
        codes.add(Terminated.Reason.TERMINATED, 0x14BB_05E0);
        codes.add(Terminated.Reason.FAILED, 0xD7E8_FAB4);
        codes.add(Terminated.Reason.NO_KERNEL, 0x0ACF_FD26);
        return codes.build();
    }

    /** Reads the fields of an encoded {@link Terminated} where they lie. Reusable; not thread-safe. */
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
         * @throws CodecException if {@code length} is too short to hold a {@code Terminated}
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
         * @throws CodecException if {@code length} is too short to hold a {@code Terminated}
         */
        public Reader wrap(MessageBuffer buffer, int offset, int length, int version) {
            Wire.checkLength(length, BLOCK_LENGTH, "Terminated");
            begin(buffer, offset, length, version);
            return this;
        }

        /** {@return the {@code kernelId} field, as a new string} */
        public String kernelId() {
            long ref = kernelIdRef();
            return Wire.getUtf8(buffer, offset + TailRef.position(ref), TailRef.length(ref), "Terminated.kernelId");
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
                    buffer, offset + TailRef.position(ref), TailRef.length(ref), text, "Terminated.kernelId");
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
                    buffer, offset + TailRef.position(ref), TailRef.length(ref), text, "Terminated.kernelId");
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
                    buffer, offset + TailRef.position(ref), TailRef.length(ref), target, "Terminated.kernelId");
        }

        private long kernelIdRef() {
            return TailRef.check(
                    buffer.getLong(offset + KERNEL_ID_OFFSET), length, KERNEL_ID_LIMIT, "Terminated.kernelId");
        }

        /** {@return the {@code reason} field} */
        public Terminated.Reason reason() {
            return REASON_CODES.constant(buffer.getInt(offset + REASON_OFFSET), "Terminated.reason");
        }

        /** {@return the {@code failure} field, as a new string, or null} */
        public String failure() {
            long ref = failureRef();
            if (TailRef.isNull(ref)) {
                return null;
            }
            return Wire.getUtf8(buffer, offset + TailRef.position(ref), TailRef.length(ref), "Terminated.failure");
        }

        /** {@return whether the {@code failure} field has a value} */
        public boolean hasFailure() {
            return !TailRef.isNull(failureRef());
        }

        /** {@return the length in bytes of the {@code failure} field, UTF-8; -1 if there is none} */
        public int failureLength() {
            return TailRef.length(failureRef());
        }

        /**
         * Copies the {@code failure} field, UTF-8, without creating a string.
         *
         * @param target       to copy into
         * @param targetOffset at which the copy begins
         * @return number of bytes copied; -1 if there is none
         */
        public int copyFailure(byte[] target, int targetOffset) {
            long ref = failureRef();
            if (TailRef.isNull(ref)) {
                return -1;
            }
            buffer.getBytes(offset + TailRef.position(ref), target, targetOffset, TailRef.length(ref));
            return TailRef.length(ref);
        }

        /**
         * Compares the {@code failure} field, without creating a string.
         *
         * @param text to compare with
         * @return whether both have the same characters; false if there is none
         */
        public boolean failureEquals(CharSequence text) {
            long ref = failureRef();
            if (TailRef.isNull(ref)) {
                return false;
            }
            return Utf8.equals(buffer, offset + TailRef.position(ref), TailRef.length(ref), text, "Terminated.failure");
        }

        /**
         * Compares the {@code failure} field as strings are compared, without creating one.
         *
         * @param text to compare with
         * @return less than 0, 0 or more than 0 as the field is less than, equal to or greater than {@code text}; -1 if there is none
         */
        public int compareFailure(CharSequence text) {
            long ref = failureRef();
            if (TailRef.isNull(ref)) {
                return -1;
            }
            return Utf8.compare(
                    buffer, offset + TailRef.position(ref), TailRef.length(ref), text, "Terminated.failure");
        }

        /**
         * Appends the {@code failure} field to a text, without creating a string.
         *
         * @param target to append to
         * @return {@code target}, as it was if there is none
         */
        public StringBuilder appendFailure(StringBuilder target) {
            long ref = failureRef();
            if (TailRef.isNull(ref)) {
                return target;
            }
            return Utf8.append(
                    buffer, offset + TailRef.position(ref), TailRef.length(ref), target, "Terminated.failure");
        }

        private long failureRef() {
            return TailRef.checkNullable(
                    buffer.getLong(offset + FAILURE_OFFSET), length, FAILURE_LIMIT, "Terminated.failure");
        }

        private long tailUsed() {
            long used = TailRef.used(kernelIdRef());
            used += TailRef.used(failureRef());
            return used;
        }
    }

    /** Writes the fields of a {@link Terminated} in place, each one once. Reusable; not thread-safe. */
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
         * Appends the {@code kernelId} field to the tail.
         *
         * @param value to write
         * @return this writer
         * @throws NullPointerException if {@code value} is null
         * @throws CodecException if {@code value} is longer than its limit
         * @throws IllegalStateException if the field has been written already
         */
        public Writer kernelId(String value) {
            int at = tail("Terminated.kernelId", KERNEL_ID_OFFSET);
            int length = Wire.putUtf8(
                    buffer, at, value, room("Terminated.kernelId", at, KERNEL_ID_LIMIT), "Terminated.kernelId");
            append("Terminated.kernelId", KERNEL_ID_OFFSET, at, length);
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
            int at = tail("Terminated.kernelId", KERNEL_ID_OFFSET);
            int length = Utf8.put(
                    buffer, at, value, room("Terminated.kernelId", at, KERNEL_ID_LIMIT), "Terminated.kernelId");
            append("Terminated.kernelId", KERNEL_ID_OFFSET, at, length);
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
            int at = tail("Terminated.kernelId", KERNEL_ID_OFFSET);
            int length = Utf8.put(
                    buffer,
                    at,
                    source,
                    from,
                    count,
                    room("Terminated.kernelId", at, KERNEL_ID_LIMIT),
                    "Terminated.kernelId");
            append("Terminated.kernelId", KERNEL_ID_OFFSET, at, length);
            return this;
        }

        /**
         * Writes the {@code reason} field.
         *
         * @param value to write
         * @return this writer
         * @throws NullPointerException if {@code value} is null
         */
        public Writer reason(Terminated.Reason value) {
            buffer.putInt(offset + REASON_OFFSET, REASON_CODES.code(value, "Terminated.reason"));
            return this;
        }

        /**
         * Appends the {@code failure} field to the tail.
         *
         * @param value to write, or null
         * @return this writer
         * @throws CodecException if {@code value} is longer than its limit
         * @throws IllegalStateException if the field has been written already
         */
        public Writer failure(String value) {
            if (value == null) {
                absent("Terminated.failure", FAILURE_OFFSET);
                return this;
            }
            int at = tail("Terminated.failure", FAILURE_OFFSET);
            int length = Wire.putUtf8(
                    buffer, at, value, room("Terminated.failure", at, FAILURE_LIMIT), "Terminated.failure");
            append("Terminated.failure", FAILURE_OFFSET, at, length);
            return this;
        }

        /**
         * Appends the {@code failure} field to the tail, without creating a string.
         *
         * @param value to write
         * @return this writer
         * @throws NullPointerException if {@code value} is null
         * @throws CodecException if {@code value} is longer than its limit
         * @throws IllegalStateException if the field has been written already
         */
        public Writer failure(CharSequence value) {
            int at = tail("Terminated.failure", FAILURE_OFFSET);
            int length =
                    Utf8.put(buffer, at, value, room("Terminated.failure", at, FAILURE_LIMIT), "Terminated.failure");
            append("Terminated.failure", FAILURE_OFFSET, at, length);
            return this;
        }

        /**
         * Appends the {@code failure} field to the tail, from bytes that are in UTF-8 already.
         *
         * @param source to copy from
         * @param from   index of the first byte
         * @param count  number of bytes
         * @return this writer
         * @throws CodecException if there are too many bytes, or they are not UTF-8
         * @throws IllegalStateException if the field has been written already
         * @throws IndexOutOfBoundsException if the bytes do not lie in {@code source}
         */
        public Writer failure(byte[] source, int from, int count) {
            int at = tail("Terminated.failure", FAILURE_OFFSET);
            int length = Utf8.put(
                    buffer,
                    at,
                    source,
                    from,
                    count,
                    room("Terminated.failure", at, FAILURE_LIMIT),
                    "Terminated.failure");
            append("Terminated.failure", FAILURE_OFFSET, at, length);
            return this;
        }
    }

    /** Names this codec to the service loader. */
    @Listed("io.ringkernel.supervision.Terminated")
    public static final class Definition extends MessageDefinition {
        /** Creates the definition, as the service loader does. */
        public Definition() {
            super(INSTANCE);
        }
    }
}
