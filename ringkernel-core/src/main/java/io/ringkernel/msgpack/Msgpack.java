// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import io.ringkernel.annotation.Message;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.Codecs;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.Wire;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns messages into msgpack maps and back, for whatever is not this JVM. The fields stand under their names, what the
 * header says beside them:
 *
 * <pre>
 * __type__        text      simple name of the record
 * __type_id__     integer   type id, as unsigned 32 bits
 * message_id      16 bytes
 * priority        integer   0 to 255
 * correlation_id  16 bytes
 * __sender__      text      id of the kernel
 * __timestamp__   text      ISO 8601
 * __deadline__    text      ISO 8601
 * </pre>
 *
 * <p>What the header does not say is left out. A message that has a field {@code priority} of its own keeps that name,
 * and the one of the header is then {@code __priority__}; the two ids do likewise. Components that are bound to the
 * header have no keys of their own.
 *
 * <p>Immutable, and used by any number of threads. Packing and unpacking allocate; the hot path is elsewhere.
 *
 * <pre>{@code
 * byte[] bytes = Msgpack.create().pack(Parcel.of(order).withMessageId(id));
 * Parcel<Order> copy = Msgpack.create().unpack(bytes, Order.class);
 * }</pre>
 */
public final class Msgpack {
    /** The most bytes of one msgpack map that is written. */
    public static final int LONGEST = 4 * Message.LONGEST;

    static final String TYPE = "__type__";
    static final Form<String> NAME = Forms.text(1_024);

    private static final String TYPE_ID = "__type_id__";
    private static final Form<Optional<Long>> OPTIONAL_ID = Forms.LONG.optional();
    private static final Form<Optional<String>> OPTIONAL_NAME = NAME.optional();

    private final Dialect dialect;
    private final Map<Integer, MsgpackCodec<?>> codecs;

    private Msgpack(Dialect dialect, Map<Integer, MsgpackCodec<?>> codecs) {
        this.dialect = dialect;
        this.codecs = codecs;
    }

    /** {@return a converter that unpacks messages whose class is named} */
    public static Msgpack create() {
        return of(List.of());
    }

    /**
     * Makes a converter that also finds out itself what it unpacks.
     *
     * @param codecs of the messages to find
     * @return the converter
     * @throws IllegalArgumentException if two of them share a type id, or one has no msgpack form
     */
    public static Msgpack of(Collection<? extends MessageCodec<?>> codecs) {
        Map<Integer, MsgpackCodec<?>> byTypeId = new HashMap<>();
        for (MessageCodec<?> codec : codecs) {
            MsgpackCodec<?> first = byTypeId.putIfAbsent(codec.typeId(), packing(codec));
            if (first != null) {
                throw new IllegalArgumentException(String.format(
                        "two messages share a type id: typeId=0x%08X, first=%s, second=%s; set @Message(id) on one of them",
                        codec.typeId(),
                        first.messageType().getName(),
                        codec.messageType().getName()));
            }
        }
        return new Msgpack(Dialect.PLAIN, byTypeId);
    }

    /**
     * Makes a converter that writes as PyDotCompute expects it: {@code job_id} for {@code jobId}, and each UUID as a map
     * with the key {@code __uuid_bin__}. Such messages are read by every converter.
     *
     * @return the converter
     */
    public Msgpack forPyDotCompute() {
        return new Msgpack(Dialect.PY_DOT_COMPUTE, codecs);
    }

    private static <T> MsgpackCodec<T> packing(MessageCodec<T> codec) {
        if (codec instanceof MsgpackCodec<T> packing) {
            return packing;
        }
        throw new IllegalArgumentException("codec has no msgpack form: class="
                + codec.messageType().getName() + "; let ringkernel-processor write it");
    }

    /**
     * Writes a message and its header. The limits are those of the {@linkplain MessageCodec#maxEncodedLength bytes} in the
     * lanes: what cannot be sent to a kernel is not packed.
     *
     * @param parcel to write
     * @return the msgpack map
     * @throws IllegalArgumentException if the message has no codec
     * @throws NullPointerException if a field that must not be null is null
     * @throws CodecException if a field is longer than its limit, the message is, or the map is longer than {@link #LONGEST}
     */
    public byte[] pack(Parcel<?> parcel) {
        return packAs(parcel.message().getClass(), parcel);
    }

    private <T> byte[] packAs(Class<T> type, Parcel<?> parcel) {
        MsgpackCodec<T> codec = packing(Codecs.of(type));
        T message = type.cast(parcel.message());
        codec.encodedLength(message); // a tree that shares its branches could be written until the memory is full
        Packing out = new Packing(type.getSimpleName(), dialect, LONGEST);
        MapWriter map = MapWriter.remembering(out);
        out.map(2 + codec.keyCount() + HeaderKeys.count(parcel));
        map.put(TYPE, type.getSimpleName(), NAME);
        map.put(TYPE_ID, Integer.toUnsignedLong(codec.typeId()), Forms.LONG);
        codec.pack(message, map);
        HeaderKeys.put(map, parcel);
        return out.bytes();
    }

    /**
     * Reads a message of a known class. A record refuses its values by any exception, which is the cause of the one thrown
     * then; an {@link Error} of its constructor is thrown as it is.
     *
     * @param <T>   type of the message
     * @param bytes that are a msgpack map and nothing else
     * @param type  of the message
     * @return the message and its header
     * @throws IllegalArgumentException if {@code type} has no codec
     * @throws CodecException if the bytes are not such a message, or the record refuses its values
     */
    public <T> Parcel<T> unpack(byte[] bytes, Class<T> type) {
        return unpack(new Unpacking(bytes, type.getSimpleName()), packing(Codecs.of(type)));
    }

    /**
     * Reads a message of a known type id.
     *
     * @param bytes  that are a msgpack map and nothing else
     * @param typeId of the message
     * @return the message and its header
     * @throws CodecException if this converter does not know the type id, the bytes are not such a message, or the record
     *     refuses its values
     */
    public Parcel<?> unpack(byte[] bytes, int typeId) {
        MsgpackCodec<?> codec = find(typeId);
        return unpack(new Unpacking(bytes, codec.messageType().getSimpleName()), codec);
    }

    private MsgpackCodec<?> find(int typeId) {
        MsgpackCodec<?> codec = codecs.get(typeId);
        if (codec == null) {
            throw new CodecException(String.format("unknown type id: typeId=0x%08X, known=%d", typeId, codecs.size()));
        }
        return codec;
    }

    /**
     * Reads a message of a known name.
     *
     * @param bytes    that are a msgpack map and nothing else
     * @param typeName simple or full name of the record
     * @return the message and its header
     * @throws CodecException if this converter does not know the name, or knows it twice, the bytes are not such a
     *     message, or the record refuses its values
     */
    public Parcel<?> unpack(byte[] bytes, String typeName) {
        MsgpackCodec<?> codec = find(typeName);
        return unpack(new Unpacking(bytes, codec.messageType().getSimpleName()), codec);
    }

    private MsgpackCodec<?> find(String typeName) {
        List<MsgpackCodec<?>> found = codecs.values().stream()
                .filter(codec -> isNamed(codec, typeName))
                .toList();
        if (found.size() != 1) {
            throw new CodecException((found.isEmpty() ? "unknown type name" : "type name stands for several messages")
                    + ": type=" + Wire.shown(typeName) + ", found=" + found.size() + ", known=" + codecs.size());
        }
        return found.get(0);
    }

    private static boolean isNamed(MsgpackCodec<?> codec, String name) {
        Class<?> type = codec.messageType();
        return name.equals(type.getSimpleName()) || name.equals(type.getCanonicalName());
    }

    /**
     * Reads a message that says itself what it is: by {@code __type_id__}, or else by {@code __type__}.
     *
     * @param bytes that are a msgpack map and nothing else
     * @return the message and its header
     * @throws CodecException if the bytes do not say it, this converter does not know what they say, they are not such a
     *     message, or the record refuses its values
     */
    public Parcel<?> unpack(byte[] bytes) {
        Unpacking in = new Unpacking(bytes, "message");
        MapReader map = new MapReader(in);
        Optional<Long> typeId = map.get(TYPE_ID, OPTIONAL_ID);
        MsgpackCodec<?> codec = typeId.isPresent()
                ? find(typeId.get().intValue())
                : find(map.typeName(", expected=__type_id__ or __type__; or unpack it as a message that you name"));
        return unpack(new Unpacking(bytes, codec.messageType().getSimpleName()), codec);
    }

    private static <T> Parcel<T> unpack(Unpacking in, MsgpackCodec<T> codec) {
        MapReader map = new MapReader(in);
        if (!in.isAtEnd()) {
            throw in.refused("bytes behind the message", ", position=" + in.position());
        }
        checkType(in, codec, map.get(TYPE_ID, OPTIONAL_ID), map.get(TYPE, OPTIONAL_NAME));
        if (codec.headerFields() != 0) {
            map.bind(HeaderKeys.header(map, codec));
        }
        return HeaderKeys.parcel(in.message(codec, map), map, codec);
    }

    private static void checkType(
            Unpacking in, MsgpackCodec<?> codec, Optional<Long> typeId, Optional<String> typeName) {
        boolean isIt = typeId.isPresent()
                ? typeId.get() == Integer.toUnsignedLong(codec.typeId())
                : typeName.isEmpty() || isNamed(codec, typeName.get());
        if (!isIt) {
            throw in.refused(
                    "message is of another type",
                    typeId.map(id -> ", typeId=0x" + Long.toHexString(id)).orElse("")
                            + typeName.map(name -> ", type=" + Wire.shown(name)).orElse(""));
        }
    }
}
