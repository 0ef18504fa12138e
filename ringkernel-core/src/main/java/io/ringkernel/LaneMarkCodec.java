// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Listed;
import io.ringkernel.annotation.Priority;
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
 * Zero-copy codec for {@link LaneMark}, little-endian throughout.
 *
 * <pre>
 * offset  length  field
 * ------  ------  ------------------------------------------------------
 *      0       8  kernelId   String, reference to tail, up to 4096 bytes
 *      8       4  level      Priority, code
 *     12       1  isHigh     boolean
 *     13       3  (padding)
 *     16       4  waiting    int
 *     20       4  capacity   int
 *     24          tail       up to 4072 bytes
 * </pre>
 */
@Generated("io.ringkernel.processor.RingKernelProcessor")
public final class LaneMarkCodec implements MsgpackCodec<LaneMark> {
    /** The one instance: a codec has no state. */
    public static final LaneMarkCodec INSTANCE = new LaneMarkCodec();

    /** Identifies a {@code LaneMark} on the wire. */
    public static final int TYPE_ID = 0xFFFF_FF03;

    /** Version of this layout. */
    public static final int VERSION = 1;

    /** Priority of a message that is sent without naming one. */
    public static final int PRIORITY = 255;

    /** Length in bytes of the fixed fields; the tail begins here. */
    public static final int BLOCK_LENGTH = 24;

    /** The most bytes one encoded {@code LaneMark} can occupy. */
    public static final int MAX_ENCODED_LENGTH = 4096;

    private static final int KERNEL_ID_OFFSET = 0;
    private static final int LEVEL_OFFSET = 8;
    private static final int IS_HIGH_OFFSET = 12;
    private static final int WAITING_OFFSET = 16;
    private static final int CAPACITY_OFFSET = 20;
    private static final int KERNEL_ID_LIMIT = 4096;
    private static final EnumCodes<Priority> PRIORITY_CODES = priorityCodes();

    private LaneMarkCodec() {}

    @Override
    public Class<LaneMark> messageType() {
        return LaneMark.class;
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
        MessageSchema.Builder schema = MessageSchema.of(this, "io.ringkernel.LaneMark");
        schema.field("kernelId", "String", KERNEL_ID_OFFSET, 8).maxLength(KERNEL_ID_LIMIT);
        schema.field("level", "io.ringkernel.annotation.Priority", LEVEL_OFFSET, 4)
                .constants("LOW", "BELOW_NORMAL", "NORMAL", "ABOVE_NORMAL", "HIGH");
        schema.field("isHigh", "boolean", IS_HIGH_OFFSET, 1);
        schema.field("waiting", "int", WAITING_OFFSET, 4);
        schema.field("capacity", "int", CAPACITY_OFFSET, 4);
        return schema.build();
    }

    @Override
    public int encodedLength(LaneMark message) {
        long length = BLOCK_LENGTH;
        length += Wire.utf8Length(message.kernelId(), KERNEL_ID_LIMIT, "LaneMark.kernelId");
        return Wire.checkMeasured(length, MAX_ENCODED_LENGTH, "LaneMark");
    }

    @Override
    public int encode(LaneMark message, MessageBuffer buffer, int offset, int end, int limit, int depth) {
        Writer writer = new Writer().wrap(buffer, offset, end, limit, depth);
        writer.kernelId(message.kernelId());
        writer.level(message.level());
        writer.isHigh(message.isHigh());
        writer.waiting(message.waiting());
        writer.capacity(message.capacity());
        return writer.encodedLength();
    }

    @Override
    public LaneMark decode(MessageBuffer buffer, int offset, int length, int version) {
        Reader reader = new Reader().wrap(buffer, offset, length, version);
        Wire.checkTail(reader.tailUsed(), length - BLOCK_LENGTH, "LaneMark");
        return new LaneMark(reader.kernelId(), reader.level(), reader.isHigh(), reader.waiting(), reader.capacity());
    }

    @Override
    public long tailUsed(MessageBuffer buffer, int offset, int length, int version) {
        return new Reader().wrap(buffer, offset, length, version).tailUsed();
    }

    @Override
    public int keyCount() {
        return 5;
    }

    @Override
    public void pack(LaneMark message, MapWriter map) {
        map.put("kernelId", message.kernelId(), Forms.text(KERNEL_ID_LIMIT));
        map.put("level", message.level(), Forms.enumeration(Priority.class));
        map.put("isHigh", message.isHigh(), Forms.BOOLEAN);
        map.put("waiting", message.waiting(), Forms.INT);
        map.put("capacity", message.capacity(), Forms.INT);
    }

    @Override
    public LaneMark unpack(MapReader map) {
        return new LaneMark(
                map.get("kernelId", Forms.text(KERNEL_ID_LIMIT)),
                map.get("level", Forms.enumeration(Priority.class)),
                map.get("isHigh", Forms.BOOLEAN),
                map.get("waiting", Forms.INT),
                map.get("capacity", Forms.INT));
    }

    private static EnumCodes<Priority> priorityCodes() {
        EnumCodes.Builder<Priority> codes = EnumCodes.of(Priority.class);
        codes.add(Priority.LOW, 0xD22B_E661);
        codes.add(Priority.BELOW_NORMAL, 0xE3B1_5B80);
        codes.add(Priority.NORMAL, 0x3C32_9992);
        codes.add(Priority.ABOVE_NORMAL, 0x2BDD_AA78);
        codes.add(Priority.HIGH, 0x7B2F_EEFD);
        return codes.build();
    }

    /** Reads the fields of an encoded {@link LaneMark} where they lie. Reusable; not thread-safe. */
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
         * @throws CodecException if {@code length} is too short to hold a {@code LaneMark}
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
         * @throws CodecException if {@code length} is too short to hold a {@code LaneMark}
         */
        public Reader wrap(MessageBuffer buffer, int offset, int length, int version) {
            Wire.checkLength(length, BLOCK_LENGTH, "LaneMark");
            begin(buffer, offset, length, version);
            return this;
        }

        /** {@return the {@code kernelId} field, as a new string} */
        public String kernelId() {
            long ref = kernelIdRef();
            return Wire.getUtf8(buffer, offset + TailRef.position(ref), TailRef.length(ref), "LaneMark.kernelId");
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
            return Utf8.equals(buffer, offset + TailRef.position(ref), TailRef.length(ref), text, "LaneMark.kernelId");
        }

        /**
         * Compares the {@code kernelId} field as strings are compared, without creating one.
         *
         * @param text to compare with
         * @return less than 0, 0 or more than 0 as the field is less than, equal to or greater than {@code text}
         */
        public int compareKernelId(CharSequence text) {
            long ref = kernelIdRef();
            return Utf8.compare(buffer, offset + TailRef.position(ref), TailRef.length(ref), text, "LaneMark.kernelId");
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
                    buffer, offset + TailRef.position(ref), TailRef.length(ref), target, "LaneMark.kernelId");
        }

        private long kernelIdRef() {
            return TailRef.check(
                    buffer.getLong(offset + KERNEL_ID_OFFSET), length, KERNEL_ID_LIMIT, "LaneMark.kernelId");
        }

        /** {@return the {@code level} field} */
        public Priority level() {
            return PRIORITY_CODES.constant(buffer.getInt(offset + LEVEL_OFFSET), "LaneMark.level");
        }

        /** {@return the {@code isHigh} field} */
        public boolean isHigh() {
            return buffer.getByte(offset + IS_HIGH_OFFSET) != 0;
        }

        /** {@return the {@code waiting} field} */
        public int waiting() {
            return buffer.getInt(offset + WAITING_OFFSET);
        }

        /** {@return the {@code capacity} field} */
        public int capacity() {
            return buffer.getInt(offset + CAPACITY_OFFSET);
        }

        private long tailUsed() {
            return TailRef.used(kernelIdRef());
        }
    }

    /** Writes the fields of a {@link LaneMark} in place, each one once. Reusable; not thread-safe. */
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
            int at = tail("LaneMark.kernelId", KERNEL_ID_OFFSET);
            int length = Wire.putUtf8(
                    buffer, at, value, room("LaneMark.kernelId", at, KERNEL_ID_LIMIT), "LaneMark.kernelId");
            append("LaneMark.kernelId", KERNEL_ID_OFFSET, at, length);
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
            int at = tail("LaneMark.kernelId", KERNEL_ID_OFFSET);
            int length =
                    Utf8.put(buffer, at, value, room("LaneMark.kernelId", at, KERNEL_ID_LIMIT), "LaneMark.kernelId");
            append("LaneMark.kernelId", KERNEL_ID_OFFSET, at, length);
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
            int at = tail("LaneMark.kernelId", KERNEL_ID_OFFSET);
            int length = Utf8.put(
                    buffer,
                    at,
                    source,
                    from,
                    count,
                    room("LaneMark.kernelId", at, KERNEL_ID_LIMIT),
                    "LaneMark.kernelId");
            append("LaneMark.kernelId", KERNEL_ID_OFFSET, at, length);
            return this;
        }

        /**
         * Writes the {@code level} field.
         *
         * @param value to write
         * @return this writer
         * @throws NullPointerException if {@code value} is null
         */
        public Writer level(Priority value) {
            buffer.putInt(offset + LEVEL_OFFSET, PRIORITY_CODES.code(value, "LaneMark.level"));
            return this;
        }

        /**
         * Writes the {@code isHigh} field.
         *
         * @param value to write
         * @return this writer
         */
        public Writer isHigh(boolean value) {
            buffer.putByte(offset + IS_HIGH_OFFSET, (byte) (value ? 1 : 0));
            return this;
        }

        /**
         * Writes the {@code waiting} field.
         *
         * @param value to write
         * @return this writer
         */
        public Writer waiting(int value) {
            buffer.putInt(offset + WAITING_OFFSET, value);
            return this;
        }

        /**
         * Writes the {@code capacity} field.
         *
         * @param value to write
         * @return this writer
         */
        public Writer capacity(int value) {
            buffer.putInt(offset + CAPACITY_OFFSET, value);
            return this;
        }
    }

    /** Names this codec to the service loader. */
    @Listed("io.ringkernel.LaneMark")
    public static final class Definition extends MessageDefinition {
        /** Creates the definition, as the service loader does. */
        public Definition() {
            super(INSTANCE);
        }
    }
}
