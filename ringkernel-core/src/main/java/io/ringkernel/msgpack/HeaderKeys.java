// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import io.ringkernel.annotation.Priority;
import io.ringkernel.codec.HeaderFields;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageHeader;
import io.ringkernel.codec.SchemaField;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Where the header stands among the fields of a message. */
final class HeaderKeys {
    private static final String MESSAGE_ID = "message_id";
    private static final String PRIORITY = "priority";
    private static final String CORRELATION_ID = "correlation_id";
    private static final String SENDER = "__sender__";
    private static final String TIMESTAMP = "__timestamp__";
    private static final String DEADLINE = "__deadline__";

    private static final Form<Optional<String>> OPTIONAL_NAME = Msgpack.NAME.optional();
    private static final Form<Optional<UUID>> OPTIONAL_UUID = Forms.UUID.optional();
    private static final Form<Optional<Integer>> OPTIONAL_PRIORITY =
            Forms.number(Priority.LOWEST, Priority.HIGHEST).optional();
    private static final Form<Optional<Instant>> OPTIONAL_INSTANT = Forms.INSTANT.optional();

    private HeaderKeys() {}

    static int count(Parcel<?> parcel) {
        return 1
                + (int) Stream.of(
                                parcel.messageId(),
                                parcel.correlationId(),
                                parcel.sender(),
                                parcel.timestamp(),
                                parcel.deadline())
                        .filter(Optional::isPresent)
                        .count();
    }

    /** Puts the header behind the fields of the message. A key that one of them has is put between underscores. */
    static void put(MapWriter map, Parcel<?> parcel) {
        parcel.messageId().ifPresent(id -> map.put(key(MESSAGE_ID, map.has(MESSAGE_ID)), id, Forms.UUID));
        map.put(key(PRIORITY, map.has(PRIORITY)), parcel.priority(), Forms.INT);
        parcel.correlationId().ifPresent(id -> map.put(key(CORRELATION_ID, map.has(CORRELATION_ID)), id, Forms.UUID));
        parcel.sender().ifPresent(sender -> map.put(SENDER, sender, Msgpack.NAME));
        parcel.timestamp().ifPresent(time -> map.put(TIMESTAMP, time, Forms.INSTANT));
        parcel.deadline().ifPresent(time -> map.put(DEADLINE, time, Forms.INSTANT));
    }

    private static String key(String name, boolean isTaken) {
        return isTaken ? "__" + name + "__" : name;
    }

    /** Reads what the components of a message are bound to, before its fields are read. */
    static MessageHeader header(MapReader map, MessageCodec<?> codec) {
        int bound = codec.headerFields();
        HeaderFields header = new HeaderFields(codec.priority());
        if ((bound & HeaderFields.MESSAGE_ID) != 0) {
            map.peek(boundKey(map, codec, MESSAGE_ID), OPTIONAL_UUID).ifPresent(header::messageId);
        }
        if ((bound & HeaderFields.PRIORITY) != 0) {
            map.peek(boundKey(map, codec, PRIORITY), OPTIONAL_PRIORITY)
                    .ifPresent(priority -> header.priority(priority, label(codec, PRIORITY)));
        }
        if ((bound & HeaderFields.CORRELATION_ID) != 0) {
            map.peek(boundKey(map, codec, CORRELATION_ID), OPTIONAL_UUID).ifPresent(header::correlationId);
        }
        if ((bound & HeaderFields.SENDER) != 0) {
            map.peek(SENDER, OPTIONAL_NAME).ifPresent(header::sender);
        }
        if ((bound & HeaderFields.TIMESTAMP) != 0) {
            map.peek(TIMESTAMP, OPTIONAL_INSTANT).ifPresent(time -> header.timestamp(time, label(codec, TIMESTAMP)));
        }
        if ((bound & HeaderFields.DEADLINE) != 0) {
            map.peek(DEADLINE, OPTIONAL_INSTANT).ifPresent(time -> header.deadline(time, label(codec, DEADLINE)));
        }
        return header;
    }

    /* Where the header is looked for before the fields are read: what a field will take is none of it. */
    private static String boundKey(MapReader map, MessageCodec<?> codec, String name) {
        String other = key(name, true);
        return map.has(other) || codec.schema().fields().stream().anyMatch(field -> isRead(map, field, name))
                ? other
                : name;
    }

    private static boolean isRead(MapReader map, SchemaField field, String key) {
        return Stream.concat(Stream.of(field.name(), Dialect.snakeCase(field.name())), field.formerNames().stream())
                .filter(map::has)
                .findFirst()
                .equals(Optional.of(key));
    }

    private static String label(MessageCodec<?> codec, String key) {
        return codec.messageType().getSimpleName() + "." + key;
    }

    /** Reads the header, once the message has taken its fields. */
    static <T> Parcel<T> parcel(T message, MapReader map, MessageCodec<T> codec) {
        return new Parcel<>(
                message,
                map.get(leftKey(map, MESSAGE_ID), OPTIONAL_UUID),
                map.get(leftKey(map, PRIORITY), OPTIONAL_PRIORITY).orElse(codec.priority()),
                map.get(leftKey(map, CORRELATION_ID), OPTIONAL_UUID),
                map.get(SENDER, OPTIONAL_NAME),
                map.get(TIMESTAMP, OPTIONAL_INSTANT),
                map.get(DEADLINE, OPTIONAL_INSTANT));
    }

    private static String leftKey(MapReader map, String name) {
        return key(name, !map.isLeft(name));
    }

    /** {@return a parcel with all that a record says in the components that are bound to the header} */
    static <T> Parcel<T> parcel(T message, MessageCodec<T> codec) {
        MessageHeader header = codec.header(message);
        return new Parcel<>(
                message,
                Optional.ofNullable(header.messageIdOrNull()),
                header.priority(),
                Optional.ofNullable(header.correlationIdOrNull()),
                Optional.ofNullable(header.senderOrNull()),
                Optional.ofNullable(header.timestampOrNull()),
                Optional.ofNullable(header.deadlineOrNull()));
    }
}
