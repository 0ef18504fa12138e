// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

/** One message on its way into msgpack. */
final class Packing {
    /** One step of writing. */
    private interface Step {
        MessagePacker to(MessagePacker packer) throws IOException;
    }

    private final MessageBufferPacker packer;
    private final Dialect dialect;
    private final long limit;
    final Path path;

    /** Begins to write a message that may have {@code limit} bytes, and the length of one value more. */
    Packing(String message, Dialect dialect, long limit) {
        Library.prepare();
        this.limit = limit;
        this.packer = MessagePack.newDefaultBufferPacker();
        this.dialect = dialect;
        this.path = new Path(message);
    }

    byte[] bytes() {
        return packer.toByteArray();
    }

    void nil() {
        write(MessagePacker::packNil);
    }

    void bool(boolean value) {
        write(to -> to.packBoolean(value));
    }

    void integer(long value) {
        write(to -> to.packLong(value));
    }

    void character(char value) {
        if (Character.isSurrogate(value)) {
            integer(value);
        } else {
            name(String.valueOf(value));
        }
    }

    void bigInteger(BigInteger value, int limit) {
        Wire.checkLimit(Decimals.length(value), limit, path.toString());
        name(value.toString());
    }

    void bigDecimal(BigDecimal value, int limit) {
        Wire.checkLimit(Decimals.length(value), limit, path.toString());
        name(value.toString());
    }

    void float32(float value) {
        write(to -> to.packFloat(value));
    }

    void float64(double value) {
        write(to -> to.packDouble(value));
    }

    void text(String value, int limit) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > limit || hasSurrogates(value)) {
            Wire.utf8Length(value, limit, path.toString());
        }
        text(bytes);
    }

    private static boolean hasSurrogates(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isSurrogate(value.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private void text(byte[] bytes) {
        write(to -> to.packRawStringHeader(bytes.length).writePayload(bytes));
    }

    /** Writes a name out of the source code. */
    void name(String value) {
        text(value.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the key of a field} */
    String key(String field) {
        return dialect.key(field);
    }

    void binary(byte[] value, int limit) {
        if (value.length > limit) {
            Wire.checkLimit(value.length, limit, path.toString());
        }
        write(to -> to.packBinaryHeader(value.length).writePayload(value));
    }

    void uuid(UUID value) {
        if (dialect.wrapsUuids()) {
            map(1);
            name(Dialect.UUID_BYTES);
        }
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
        write(to -> to.packBinaryHeader(bytes.length).writePayload(bytes));
    }

    /** {@return whether values of a form can be keys of a map that everybody reads} */
    boolean takesAsKey(Form<?> form) {
        return form.isKey() && !(form == Forms.UUID && dialect.wrapsUuids());
    }

    void array(int count) {
        write(to -> to.packArrayHeader(count));
    }

    void map(int count) {
        write(to -> to.packMapHeader(count));
    }

    private void write(Step step) {
        try {
            step.to(packer);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        if (packer.getTotalWrittenBytes() > limit) {
            throw new CodecException("message too long as msgpack" + path.place() + ", limit=" + limit
                    + " bytes; send it in parts, or give its fields shorter names");
        }
    }

    int count(int count, int limit) {
        return Counts.check(count, limit, path);
    }
}
