// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.Wire;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack.Code;
import org.msgpack.core.buffer.MessageBuffer;

/**
 * One message on its way out of msgpack.
 *
 * <p>The bytes may come from anybody. Nothing is read before it is known to be there, nothing is allocated before the
 * bytes for it are, and whatever is wrong is a {@link CodecException} that says where.
 */
final class Unpacking {
    private static final char REPLACEMENT = '\uFFFD'; // what the decoder makes of bytes that are not UTF-8

    /*
     * The formats and the big-endian access come from msgpack-java, the position and its bounds from here: the unpacker
     * of msgpack-java goes only forward, and the number of values it has to skip can overflow.
     */
    private final byte[] bytes;
    private final MessageBuffer values;
    private final int end;
    final Path path;
    private int position;

    Unpacking(byte[] bytes, String message) {
        Library.prepare();
        this.bytes = bytes;
        this.values = MessageBuffer.wrap(bytes);
        this.end = bytes.length;
        this.path = new Path(message);
    }

    int position() {
        return position;
    }

    void moveTo(int newPosition) {
        position = newPosition;
    }

    boolean isAtEnd() {
        return position == end;
    }

    /** {@return whether the next value is nil, and if so passes it} */
    boolean takeNil() {
        boolean isNil = format() == MessageFormat.NIL;
        position += isNil ? 1 : 0;
        return isNil;
    }

    boolean isText() {
        return isText(format());
    }

    boolean isMap() {
        return isMap(format());
    }

    boolean isArray() {
        return isArray(format());
    }

    boolean isBinary() {
        return isBinary(format());
    }

    private static boolean isText(MessageFormat format) {
        return switch (format) {
            case FIXSTR, STR8, STR16, STR32 -> true;
            default -> false;
        };
    }

    private static boolean isBinary(MessageFormat format) {
        return switch (format) {
            case BIN8, BIN16, BIN32 -> true;
            default -> false;
        };
    }

    private static boolean isArray(MessageFormat format) {
        return switch (format) {
            case FIXARRAY, ARRAY16, ARRAY32 -> true;
            default -> false;
        };
    }

    private static boolean isMap(MessageFormat format) {
        return switch (format) {
            case FIXMAP, MAP16, MAP32 -> true;
            default -> false;
        };
    }

    private MessageFormat format() {
        need(1);
        return MessageFormat.valueOf(bytes[position]);
    }

    private void need(long length) {
        if (length > end - position) {
            throw refused("msgpack ends too early", ", position=" + position + ", needs=" + length + ", length=" + end);
        }
    }

    private int take(int length) {
        need(length);
        int index = position;
        position += length;
        return index;
    }

    boolean bool() {
        if (format() != MessageFormat.BOOLEAN) {
            throw unexpected("a boolean");
        }
        return bytes[take(1)] == Code.TRUE;
    }

    long integer(long lowest, long highest) {
        MessageFormat format = format();
        long value = integer("an integer");
        if (value < lowest || value > highest || format == MessageFormat.UINT64 && value < 0) {
            throw refused(
                    "number out of range",
                    ", value=" + (format == MessageFormat.UINT64 ? Long.toUnsignedString(value) : value) + ", lowest="
                            + lowest + ", highest=" + highest);
        }
        return value;
    }

    /** {@return 64 bits, of which {@code UINT64} means more than {@code long} does} */
    private long integer(String expected) {
        MessageFormat format = format();
        int length = switch (format) {
            case POSFIXINT, NEGFIXINT -> 0;
            case INT8, UINT8 -> Byte.BYTES;
            case INT16, UINT16 -> Short.BYTES;
            case INT32, UINT32 -> Integer.BYTES;
            case INT64, UINT64 -> Long.BYTES;
            default -> throw unexpected(expected);
        };
        int index = take(1 + length) + 1;
        return switch (format) {
            case INT8 -> values.getByte(index);
            case UINT8 -> values.getByte(index) & 0xFF;
            case INT16 -> values.getShort(index);
            case UINT16 -> values.getShort(index) & 0xFFFF;
            case INT32 -> values.getInt(index);
            case UINT32 -> values.getInt(index) & 0xFFFF_FFFFL;
            case INT64, UINT64 -> values.getLong(index);
            default -> bytes[index - 1];
        };
    }

    /** {@return whether the next value is a whole number} */
    boolean isInteger() {
        return switch (format()) {
            case POSFIXINT, NEGFIXINT, INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64, UINT64 -> true;
            default -> false;
        };
    }

    char character() {
        if (isInteger()) {
            return (char) integer(Character.MIN_VALUE, Character.MAX_VALUE);
        }
        return parse(shortText(3, "a character"), "a character", Unpacking::onlyCharacter);
    }

    private static char onlyCharacter(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character: length=" + text.length());
        }
        return text.charAt(0);
    }

    BigInteger bigInteger(int limit) {
        String kind = "a whole number";
        BigInteger value =
                isInteger() ? wholeNumber() : parse(text(Decimals.digits(limit), kind), kind, BigInteger::new);
        Wire.checkLimit(Decimals.length(value), limit, path.toString());
        return value;
    }

    private BigInteger wholeNumber() {
        boolean isUnsigned = format() == MessageFormat.UINT64;
        long value = integer("an integer");
        return isUnsigned ? new BigInteger(Long.toUnsignedString(value)) : BigInteger.valueOf(value);
    }

    BigDecimal bigDecimal(int limit) {
        BigDecimal value;
        if (isInteger()) {
            value = new BigDecimal(wholeNumber());
        } else if (isText()) {
            String kind = "a decimal number";
            value = parse(text(Decimals.digits(limit), kind), kind, Decimals::parse);
        } else {
            value = finite(float64());
        }
        Wire.checkLimit(Decimals.length(value), limit, path.toString());
        return value;
    }

    private BigDecimal finite(double value) {
        if (!Double.isFinite(value)) {
            throw refused("number is not finite", ", value=" + value);
        }
        return BigDecimal.valueOf(value);
    }

    /** Reads a number that a {@code double} can hold exactly. */
    double float64() {
        MessageFormat format = format();
        if (format == MessageFormat.FLOAT64) {
            return values.getDouble(take(1 + Double.BYTES) + 1);
        }
        if (format == MessageFormat.FLOAT32) {
            return values.getFloat(take(1 + Float.BYTES) + 1);
        }
        return exactInteger(53);
    }

    /** Reads an integer of so few bits that it is the same as a float. */
    private long exactInteger(int bits) {
        if (!isInteger()) {
            throw unexpected("a number");
        }
        boolean isUnsigned = format() == MessageFormat.UINT64;
        long value = integer("a number");
        long limit = 1L << bits;
        if (value < -limit || value > limit || isUnsigned && value < 0) {
            throw refused(
                    "integer has more bits than a float keeps",
                    ", value=" + (isUnsigned ? Long.toUnsignedString(value) : value) + ", limit=" + bits
                            + " bits; send it as a float");
        }
        return value;
    }

    /** Reads a number and rounds it as Java does; Python knows only the longer form. */
    float float32() {
        MessageFormat format = format();
        if (format == MessageFormat.FLOAT32) {
            return values.getFloat(take(1 + Float.BYTES) + 1);
        }
        if (format != MessageFormat.FLOAT64) {
            return exactInteger(24);
        }
        double value = values.getDouble(take(1 + Double.BYTES) + 1);
        float rounded = (float) value;
        if (Float.isInfinite(rounded) && !Double.isInfinite(value)) {
            throw refused(
                    "number out of range",
                    ", value=" + value + ", lowest=" + -Float.MAX_VALUE + ", highest=" + Float.MAX_VALUE);
        }
        return rounded;
    }

    /** Passes the head of a text, bytes, array or map. */
    private int head(String expected) {
        int length = switch (format()) {
            case FIXSTR, FIXARRAY, FIXMAP -> 0;
            case STR8, BIN8 -> Byte.BYTES;
            case STR16, BIN16, ARRAY16, MAP16 -> Short.BYTES;
            case STR32, BIN32, ARRAY32, MAP32 -> Integer.BYTES;
            default -> throw unexpected(expected);
        };
        int index = take(1 + length);
        long value = switch (length) {
            case Byte.BYTES -> values.getByte(index + 1) & 0xFF;
            case Short.BYTES -> values.getShort(index + 1) & 0xFFFF;
            case Integer.BYTES -> values.getInt(index + 1) & 0xFFFF_FFFFL;
            default -> bytes[index] & (isText(MessageFormat.valueOf(bytes[index])) ? 0x1F : 0x0F);
        };
        need(value); // at least one byte for each
        return (int) value;
    }

    /** {@return how many bytes of text follow} */
    private int textLength(String expected) {
        if (!isText()) {
            throw unexpected(expected);
        }
        return head(expected);
    }

    String text(int limit) {
        return text(limit, "a text");
    }

    /** Reads a text; where there is none, {@code expected} is said to be. */
    private String text(int limit, String expected) {
        int length = textLength(expected);
        if (length > limit) {
            Wire.checkLimit(length, limit, path.toString());
        }
        return utf8(length);
    }

    /** Reads a text that is {@code expected}, which is never longer. */
    String shortText(int limit, String expected) {
        int length = textLength(expected);
        if (length > limit) {
            throw refused("text is not " + expected, ", length=" + length + ", limit=" + limit + " bytes");
        }
        return utf8(length);
    }

    private String utf8(int length) {
        int index = take(length);
        String text = new String(bytes, index, length, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            checkUtf8(index, length);
        }
        return text;
    }

    private void checkUtf8(int index, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, index, length));
        } catch (CharacterCodingException e) {
            throw refused("text is not UTF-8", ", length=" + length);
        }
    }

    /**
     * Makes a value of its text.
     *
     * @param expected what it is, as a sentence goes on after "is"
     * @param parser   throws what it does not understand
     */
    <T> T parse(String text, String expected, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (RuntimeException e) {
            throw new CodecException("text is not " + expected + path.place() + ", text=" + Wire.shown(text), e);
        }
    }

    /** {@return whether there is such a text at a position} */
    boolean isText(int at, String text) {
        position = at;
        if (!isText()) {
            return false;
        }
        int length = head("a text");
        for (int i = 0; i < length; i++) {
            byte b = bytes[position + i];
            if (b < 0) {
                return new String(bytes, position, length, StandardCharsets.UTF_8).equals(text);
            }
            if (i == text.length() || b != text.charAt(i)) {
                return false;
            }
        }
        return length == text.length();
    }

    /** Passes the key of a map, and gives the hash that it has as a string; 0 if it is no text. */
    int skipKey() {
        if (!isText()) {
            skip();
            return 0;
        }
        int length = head("a text");
        int index = take(length);
        int hash = 0;
        for (int i = index; i < index + length; i++) {
            if (bytes[i] < 0) {
                return new String(bytes, index, length, StandardCharsets.UTF_8).hashCode();
            }
            hash = 31 * hash + bytes[i]; // as String.hashCode has it
        }
        return hash;
    }

    byte[] binary(int limit) {
        if (!isBinary()) {
            throw unexpected("bytes");
        }
        int length = head("bytes");
        if (length > limit) {
            Wire.checkLimit(length, limit, path.toString());
        }
        byte[] value = new byte[length];
        System.arraycopy(bytes, take(length), value, 0, length);
        return value;
    }

    /** Passes what PyDotCompute puts around a UUID. */
    void wrappedUuid() {
        int count = map();
        int key = position;
        if (count != 1 || !isText(key, Dialect.UUID_BYTES) && !isText(key, Dialect.UUID_TEXT)) {
            throw refused(
                    "map is no UUID",
                    ", keys=" + count + ", expected=the key " + Dialect.UUID_BYTES + " or " + Dialect.UUID_TEXT);
        }
        position = key;
        skip();
    }

    /** {@return two big-endian longs} */
    ByteBuffer bits128() {
        int length = head("16 bytes");
        if (length != 2 * Long.BYTES) {
            throw refused("field has the wrong length", ", length=" + length + ", expected=16 bytes");
        }
        return ByteBuffer.wrap(bytes, take(length), length);
    }

    /** {@return number of elements that follow} */
    int array(int limit) {
        if (!isArray()) {
            throw unexpected("an array");
        }
        return count(head("an array"), limit);
    }

    int count(int count, int limit) {
        return Counts.check(count, limit, path);
    }

    /** Passes the head of an array that is a key and its value. */
    void pair() {
        int count = array(Integer.MAX_VALUE);
        if (count != 2) {
            throw refused("entry is not a key and a value", ", count=" + count + ", expected=2");
        }
    }

    /** {@return number of keys that follow, each with a value} */
    int map() {
        if (!isMap()) {
            throw unexpected("a map");
        }
        int count = head("a map");
        need(2L * count);
        return count;
    }

    /** Makes a message of its fields. Whatever exception a codec throws that is not of ours comes from the record. */
    <T> T message(MapCodec<T> codec, MapReader map) {
        try {
            return codec.unpack(map);
        } catch (CodecException e) {
            throw e;
        } catch (Exception e) {
            throw new CodecException("record refuses its values" + path.place() + ", reason=" + Wire.reason(e), e);
        }
    }

    /** Passes a value, whatever it is. */
    void skip() {
        for (long left = 1; left > 0; left--) {
            left += skipHead();
            need(left - 1);
        }
    }

    /** {@return how many values belong to the one that was passed} */
    private long skipHead() {
        MessageFormat format = format();
        switch (format) {
            case NIL, BOOLEAN -> take(1);
            case FLOAT32 -> take(1 + Float.BYTES);
            case FLOAT64 -> take(1 + Double.BYTES);
            case FIXEXT1 -> take(2 + 1);
            case FIXEXT2 -> take(2 + 2);
            case FIXEXT4 -> take(2 + 4);
            case FIXEXT8 -> take(2 + 8);
            case FIXEXT16 -> take(2 + 16);
            case EXT8 -> extension(values.getByte(take(2) + 1) & 0xFF);
            case EXT16 -> extension(values.getShort(take(3) + 1) & 0xFFFF);
            case EXT32 -> extension(values.getInt(take(5) + 1) & 0xFFFF_FFFFL);
            case NEVER_USED -> throw unexpected("a value");
            case FIXARRAY, ARRAY16, ARRAY32 -> {
                return head("an array");
            }
            case FIXMAP, MAP16, MAP32 -> {
                return 2L * head("a map");
            }
            case FIXSTR, STR8, STR16, STR32, BIN8, BIN16, BIN32 -> take(head("bytes"));
            default -> integer("an integer");
        }
        return 0;
    }

    private void extension(long length) {
        need(1 + length);
        position += 1 + (int) length;
    }

    CodecException unexpected(String expected) {
        return refused("field has the wrong type", ", expected=" + expected + ", found=" + kind(format()) + value());
    }

    /** Says of a value that is not the one it should be which it is, if that is short. */
    private String value() {
        MessageFormat format = format();
        if (isText(format)) {
            int length = head("a text");
            return ", value=" + Wire.shown(new String(bytes, position, length, StandardCharsets.UTF_8));
        }
        if (isInteger()) {
            return ", value=" + wholeNumber();
        }
        return switch (format) {
            case BOOLEAN -> ", value=" + bool();
            case FLOAT32, FLOAT64 -> ", value=" + float64();
            default -> "";
        };
    }

    private static String kind(MessageFormat format) {
        if (isText(format)) {
            return "a text";
        }
        if (isBinary(format)) {
            return "bytes";
        }
        if (isArray(format)) {
            return "an array";
        }
        if (isMap(format)) {
            return "a map";
        }
        return switch (format) {
            case NIL -> "nil";
            case BOOLEAN -> "a boolean";
            case FLOAT32, FLOAT64 -> "a number with a point";
            case EXT8, EXT16, EXT32, FIXEXT1, FIXEXT2, FIXEXT4, FIXEXT8, FIXEXT16 -> "an extension";
            case NEVER_USED -> "the byte 0xC1, which msgpack does not use";
            default -> "an integer";
        };
    }

    CodecException refused(String rule, String values) {
        return new CodecException(rule + path.place() + values);
    }
}
