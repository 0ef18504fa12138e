// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.BufferRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The elements that generated codecs keep as constants, one for each field that is a collection:
 *
 * <pre>{@code
 * private static final Element<Map<String, List<Integer>>> MARKS =
 *         Elements.map(Elements.text(80), Elements.list(Elements.INT, 16), 1_024);
 * }</pre>
 */
public final class Elements {
    /** A {@code boolean}: 1 for true, 0 for false. */
    public static final Element<Boolean> BOOLEAN = new SlotElement<>(
            Byte.BYTES,
            (buffer, index, value, field) -> buffer.putByte(index, (byte) (value ? 1 : 0)),
            (buffer, index, field) -> checkBoolean(buffer.getByte(index), field));

    /** A {@code byte}. */
    public static final Element<Byte> BYTE = new SlotElement<>(
            Byte.BYTES,
            (buffer, index, value, field) -> buffer.putByte(index, value),
            (buffer, index, field) -> buffer.getByte(index));

    /** A {@code short}. */
    public static final Element<Short> SHORT = new SlotElement<>(
            Short.BYTES,
            (buffer, index, value, field) -> buffer.putShort(index, value),
            (buffer, index, field) -> buffer.getShort(index));

    /** A {@code char}. */
    public static final Element<Character> CHAR = new SlotElement<>(
            Character.BYTES,
            (buffer, index, value, field) -> buffer.putChar(index, value),
            (buffer, index, field) -> buffer.getChar(index));

    /** An {@code int}. */
    public static final Element<Integer> INT = new SlotElement<>(
            Integer.BYTES,
            (buffer, index, value, field) -> buffer.putInt(index, value),
            (buffer, index, field) -> buffer.getInt(index));

    /** A {@code long}. */
    public static final Element<Long> LONG = new SlotElement<>(
            Long.BYTES,
            (buffer, index, value, field) -> buffer.putLong(index, value),
            (buffer, index, field) -> buffer.getLong(index));

    /** A {@code float}. */
    public static final Element<Float> FLOAT = new SlotElement<>(
            Float.BYTES,
            (buffer, index, value, field) -> buffer.putFloat(index, value),
            (buffer, index, field) -> buffer.getFloat(index));

    /** A {@code double}. */
    public static final Element<Double> DOUBLE = new SlotElement<>(
            Double.BYTES,
            (buffer, index, value, field) -> buffer.putDouble(index, value),
            (buffer, index, field) -> buffer.getDouble(index));

    /** A UUID. */
    public static final Element<UUID> UUID =
            new SlotElement<>(2 * Long.BYTES, Wire::putUuid, (buffer, index, field) -> Wire.getUuid(buffer, index));

    /** The id of a payload buffer. */
    public static final Element<BufferRef> BUFFER_REF = new SlotElement<>(
            Long.BYTES,
            (buffer, index, value, field) -> buffer.putLong(index, value.id()),
            (buffer, index, field) -> new BufferRef(buffer.getLong(index)));

    private Elements() {}

    /**
     * Text in UTF-8.
     *
     * @param maxLength most bytes of one text
     * @return the element
     */
    public static Element<String> text(int maxLength) {
        return new VariableElement<>(maxLength, Wire::utf8Length, Wire::putUtf8, Wire::getUtf8);
    }

    /**
     * Bytes as they are.
     *
     * @param maxLength most bytes of one array
     * @return the element
     */
    public static Element<byte[]> bytes(int maxLength) {
        return new VariableElement<>(
                maxLength,
                Wire::bytesLength,
                Wire::putBytes,
                (buffer, index, length, field) -> Wire.getBytes(buffer, index, length));
    }

    /** Finds the constant of an enum that has a code. */
    @FunctionalInterface
    public interface ConstantOf<E> {
        /**
         * Finds the constant.
         *
         * @param code  from the bytes
         * @param field for the error, as {@code Type.field}
         * @return the constant
         * @throws CodecException if no constant has the code
         */
        E of(int code, String field);
    }

    /**
     * Constants of an enum.
     *
     * @param <E>        type of the enum
     * @param codeOf     gives the code of a constant
     * @param constantOf gives the constant of a code
     * @return the element
     */
    public static <E extends Enum<E>> Element<E> enumeration(ToIntFunction<E> codeOf, ConstantOf<E> constantOf) {
        return new SlotElement<>(
                Integer.BYTES,
                (buffer, index, value, field) -> buffer.putInt(index, codeOf.applyAsInt(value)),
                (buffer, index, field) -> constantOf.of(buffer.getInt(index), field));
    }

    /**
     * Messages of one type.
     *
     * @param <T>   type of the record
     * @param codec of the message
     * @return the element
     */
    public static <T> Element<T> message(MessageCodec<T> codec) {
        return new MessageElement<>(() -> codec);
    }

    /**
     * Messages of one type whose codec may not be there yet, because it needs this one.
     *
     * @param <T>   type of the record
     * @param codec gives the codec of the message
     * @return the element
     */
    public static <T> Element<T> message(Supplier<MessageCodec<T>> codec) {
        return new MessageElement<>(codec);
    }

    /**
     * Messages of several types behind one interface.
     *
     * @param <E>    the interface
     * @param codecs gives the codecs of all the messages
     * @return the element
     */
    public static <E> Element<E> oneOf(Supplier<List<MessageCodec<? extends E>>> codecs) {
        return new OneOfElement<>(codecs);
    }

    /**
     * Values that may be null.
     *
     * @param <E>     type of the value
     * @param element of a value that is there
     * @return the element
     */
    public static <E> Element<@Nullable E> nullable(Element<E> element) {
        return new MaybeElement<>(element);
    }

    /**
     * Values that may be absent.
     *
     * @param <E>     type of the value
     * @param element of a value that is there
     * @return the element
     */
    public static <E> Element<Optional<E>> optional(Element<E> element) {
        return new OptionalElement<>(element);
    }

    /**
     * Lists. What is read is unmodifiable.
     *
     * @param <E>      type of the elements
     * @param element  of the list
     * @param maxCount most elements of one list
     * @return the element
     */
    public static <E> Element<List<E>> list(Element<E> element, int maxCount) {
        return sequence(Container.list(), element, maxCount);
    }

    /**
     * Sets, in the order of the set that is written. What is read is unmodifiable.
     *
     * @param <E>      type of the elements
     * @param element  of the set
     * @param maxCount most elements of one set
     * @return the element
     */
    public static <E> Element<Set<E>> set(Element<E> element, int maxCount) {
        return sequence(Container.set(), element, maxCount);
    }

    /**
     * Arrays of objects.
     *
     * @param <E>         type of the elements
     * @param constructor of the array
     * @param element     of the array
     * @param maxCount    most elements of one array
     * @return the element
     */
    public static <E> Element<E[]> array(IntFunction<E[]> constructor, Element<E> element, int maxCount) {
        return sequence(Container.array(constructor), element, maxCount);
    }

    private static <C, E> Element<C> sequence(Container<C, E> container, Element<E> element, int maxCount) {
        return element instanceof MessageElement<E> message
                ? new GroupElement<>(container, message, maxCount)
                : new SequenceElement<>(container, element, maxCount);
    }

    /**
     * Maps, in the order of the map that is written. What is read is unmodifiable.
     *
     * @param <K>      type of the keys
     * @param <V>      type of the values
     * @param key      of the map
     * @param value    of the map
     * @param maxCount most keys of one map
     * @return the element
     */
    public static <K, V> Element<Map<K, V>> map(Element<K> key, Element<V> value, int maxCount) {
        return new MapElement<>(key, value, maxCount);
    }

    static boolean checkBoolean(byte value, String field) {
        if ((value & ~1) != 0) {
            throw new CodecException("boolean is neither 0 nor 1: field=" + field + ", value=" + value);
        }
        return value == 1;
    }
}
