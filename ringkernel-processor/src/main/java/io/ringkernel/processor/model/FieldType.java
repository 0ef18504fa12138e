// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import io.ringkernel.annotation.MaxLength;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a component of a message can be, and how many bytes it takes in the block. A type is made of others: a list of
 * nullable texts is a {@link Sequence} of a {@link Maybe} of {@link Variable#TEXT}.
 */
public sealed interface FieldType {
    /** The most bytes of a time with a zone: date, time, offset, and 64 bytes for the id of the zone. */
    int ZONED_LIMIT = 2 * Long.BYTES + Integer.BYTES + 64;

    /** {@return the type as the layout table and the findings call it} */
    String displayName();

    /** {@return the length in the block in bytes; for a tail field that of its reference} */
    int blockLength();

    /** {@return whether the bytes lie in the tail} */
    default boolean isTail() {
        return false;
    }

    /** {@return the multiple at which the field begins} */
    default int alignment() {
        return Math.min(blockLength(), Long.BYTES);
    }

    /** {@return the type of a value that is there} */
    default FieldType plain() {
        return this;
    }

    /** {@return whether it has elements that can be counted, other than bytes} */
    default boolean hasElements() {
        return this instanceof Sequence || this instanceof MapOf || this instanceof PrimitiveArray;
    }

    /** {@return this type and all that it is made of} */
    default Stream<FieldType> parts() {
        return Stream.of(this);
    }

    /** A type whose bytes lie in the tail. */
    sealed interface Tail extends FieldType {
        @Override
        default int blockLength() {
            return Long.BYTES;
        }

        @Override
        default boolean isTail() {
            return true;
        }
    }

    /** The types of fixed length that are the same in every program. */
    enum Fixed implements FieldType {
        /** A {@code boolean}. */
        BOOLEAN("boolean", 1),
        /** A {@code byte}. */
        BYTE("byte", 1),
        /** A {@code short}. */
        SHORT("short", 2),
        /** A {@code char}. */
        CHAR("char", 2),
        /** A {@code int}. */
        INT("int", 4),
        /** A {@code long}. */
        LONG("long", 8),
        /** A {@code float}. */
        FLOAT("float", 4),
        /** A {@code double}. */
        DOUBLE("double", 8),
        /** A UUID: two longs. */
        UUID("UUID", 16),
        /** The id of a payload buffer: a long. */
        BUFFER_REF("BufferRef", 8),
        /** Seconds since 1970 and nanoseconds. */
        INSTANT("Instant", 12),
        /** Seconds and nanoseconds. */
        DURATION("Duration", 12),
        /** Days since 1970. */
        LOCAL_DATE("LocalDate", 8),
        /** Nanoseconds since midnight. */
        LOCAL_TIME("LocalTime", 8),
        /** A date and a time. */
        LOCAL_DATE_TIME("LocalDateTime", 16),
        /** A date, a time and the seconds of the offset. */
        OFFSET_DATE_TIME("OffsetDateTime", 20);

        private final String displayName;
        private final int blockLength;

        Fixed(String displayName, int blockLength) {
            this.displayName = displayName;
            this.blockLength = blockLength;
        }

        @Override
        public String displayName() {
            return displayName;
        }

        @Override
        public int blockLength() {
            return blockLength;
        }

        /** {@return whether it is a primitive} */
        public boolean isPrimitive() {
            return ordinal() <= DOUBLE.ordinal();
        }
    }

    /**
     * A primitive in an object.
     *
     * @param primitive in it
     */
    record Boxed(Fixed primitive) implements FieldType {
        @Override
        public String displayName() {
            return switch (primitive) {
                case INT -> "Integer";
                case CHAR -> "Character";
                default ->
                    Character.toUpperCase(primitive.displayName().charAt(0))
                            + primitive.displayName().substring(1);
            };
        }

        @Override
        public int blockLength() {
            return primitive.blockLength();
        }
    }

    /**
     * An enum.
     *
     * @param type      of the enum
     * @param constants in the order of their declaration
     */
    record Enumeration(TypeName type, List<EnumConstant> constants) implements FieldType {
        /** {@return the constants that stand for unknown codes; at most one, if there is no finding} */
        public List<EnumConstant> fallbacks() {
            return constants.stream().filter(EnumConstant::isFallback).toList();
        }

        @Override
        public String displayName() {
            return type.simpleName();
        }

        @Override
        public int blockLength() {
            return Integer.BYTES;
        }
    }

    /** The types of variable length that are the same in every program, limited by {@code @MaxLength}. */
    enum Variable implements Tail {
        /** Text in UTF-8. */
        TEXT("String", MaxLength.DEFAULT),
        /** Bytes as they are. */
        BYTES("byte[]", MaxLength.DEFAULT),
        /** A whole number of any length. */
        BIG_INTEGER("BigInteger", MaxLength.DEFAULT_NUMBER),
        /** A decimal number of any length. */
        BIG_DECIMAL("BigDecimal", MaxLength.DEFAULT_NUMBER),
        /** A date, a time and a zone. */
        ZONED_DATE_TIME("ZonedDateTime", ZONED_LIMIT);

        private final String displayName;
        private final int defaultLimit;

        Variable(String displayName, int defaultLimit) {
            this.displayName = displayName;
            this.defaultLimit = defaultLimit;
        }

        /** {@return the most bytes without {@code @MaxLength}} */
        public int defaultLimit() {
            return defaultLimit;
        }

        @Override
        public String displayName() {
            return displayName;
        }
    }

    /**
     * An array of primitives other than bytes.
     *
     * @param element of the array
     */
    record PrimitiveArray(Fixed element) implements Tail {
        @Override
        public String displayName() {
            return element.displayName() + "[]";
        }
    }

    /**
     * A value that need not be there.
     *
     * @param inner   type of the value
     * @param absence how the record says that there is none
     */
    record Maybe(FieldType inner, Absence absence) implements FieldType {
        @Override
        public String displayName() {
            if (absence == Absence.NULLABLE) {
                return inner.displayName();
            }
            return inner instanceof Fixed fixed && fixed.isPrimitive()
                    ? "Optional" + Character.toUpperCase(fixed.displayName().charAt(0))
                            + fixed.displayName().substring(1)
                    : "Optional<" + inner.displayName() + ">";
        }

        @Override
        public int blockLength() {
            return isTail() ? inner.blockLength() : inner.blockLength() + 1;
        }

        @Override
        public int alignment() {
            return inner.alignment();
        }

        @Override
        public boolean isTail() {
            return inner.isTail();
        }

        @Override
        public FieldType plain() {
            return inner.plain();
        }

        @Override
        public Stream<FieldType> parts() {
            return Stream.concat(Stream.of(this), inner.parts());
        }
    }

    /** The ways in which a record says that there is no value. */
    enum Absence {
        /** With null. */
        NULLABLE,
        /** With an empty {@code Optional}, or one of its primitive kin. */
        OPTIONAL
    }

    /**
     * A collection or an array of anything else.
     *
     * @param kind    of collection
     * @param element of the collection
     */
    record Sequence(Kind kind, FieldType element) implements Tail {
        /** The kinds of collections. */
        public enum Kind {
            /** A {@code List}. */
            LIST("List"),
            /** A {@code Set}. */
            SET("Set"),
            /** An array. */
            ARRAY("");

            private final String displayName;

            Kind(String displayName) {
                this.displayName = displayName;
            }
        }

        /** {@return whether it consists of slots alone, because its elements lie in them and are never null} */
        public boolean isPacked() {
            return !element.isTail() && !(element instanceof Maybe);
        }

        /** {@return whether it consists of messages side by side} */
        public boolean isGroup() {
            return element instanceof Nested;
        }

        @Override
        public String displayName() {
            return kind == Kind.ARRAY
                    ? element.displayName() + "[]"
                    : kind.displayName + "<" + element.displayName() + ">";
        }

        @Override
        public Stream<FieldType> parts() {
            return Stream.concat(Stream.of(this), element.parts());
        }
    }

    /**
     * A {@code Map}.
     *
     * @param key   of an entry
     * @param value of an entry
     */
    record MapOf(FieldType key, FieldType value) implements Tail {
        @Override
        public String displayName() {
            return "Map<" + key.displayName() + ", " + value.displayName() + ">";
        }

        @Override
        public Stream<FieldType> parts() {
            return Stream.concat(Stream.of(this), Stream.concat(key.parts(), value.parts()));
        }
    }

    /**
     * A message in a message.
     *
     * @param type  of the inner message
     * @param codec what is known of its codec
     */
    record Nested(TypeName type, CodecFacts codec) implements Tail {
        @Override
        public String displayName() {
            return arguments().isEmpty()
                    ? type.simpleName()
                    : arguments().stream()
                            .map(FieldType::displayName)
                            .collect(Collectors.joining(", ", type.simpleName() + "<", ">"));
        }

        /** {@return the types that a generic message is used with; none for another message} */
        public List<FieldType> arguments() {
            return type.use().map(TypeName.Use::arguments).orElse(List.of());
        }

        /* What it has of its arguments are fields of its own, but what cannot be carried says so here. */
        @Override
        public Stream<FieldType> parts() {
            return Stream.concat(
                    Stream.of(this),
                    arguments().stream().flatMap(FieldType::parts).filter(Unsupported.class::isInstance));
        }
    }

    /**
     * One of several messages, behind a sealed interface.
     *
     * @param type   of the interface
     * @param cases  the messages that implement it
     * @param others the names of what else implements it
     */
    record OneOf(TypeName type, List<Nested> cases, List<String> others) implements Tail {
        @Override
        public String displayName() {
            return type.simpleName();
        }

        @Override
        public Stream<FieldType> parts() {
            return Stream.concat(Stream.of(this), cases.stream());
        }
    }

    /** The types of this library that only the header carries. */
    enum Own implements FieldType {
        /** The id of a message. */
        MESSAGE_ID;

        @Override
        public String displayName() {
            return "MessageId";
        }

        @Override
        public int blockLength() {
            return 0;
        }
    }

    /**
     * A component that is bound to the header, and takes no room among the fields.
     *
     * @param field of the header
     * @param type  of the component
     */
    record Bound(HeaderField field, FieldType type) implements FieldType {
        @Override
        public String displayName() {
            return type.displayName();
        }

        @Override
        public int blockLength() {
            return 0;
        }

        /** {@return how the record says that the header has no value, if it can} */
        public Optional<Absence> absence() {
            return type instanceof Maybe maybe ? Optional.of(maybe.absence()) : Optional.empty();
        }
    }

    /**
     * An enum, a message or a sealed interface that the codec cannot name.
     *
     * @param type        that it would be
     * @param packageName of its class
     * @param access      to its class
     */
    record OutOfReach(FieldType type, String packageName, Access access) implements FieldType {
        @Override
        public String displayName() {
            return type.displayName();
        }

        @Override
        public int blockLength() {
            return type.blockLength();
        }

        @Override
        public boolean isTail() {
            return type.isTail();
        }
    }

    /**
     * Anything else.
     *
     * @param displayName as the source writes it
     * @param family      what kind of type it is, which decides the way out
     */
    record Unsupported(String displayName, Family family) implements FieldType {
        @Override
        public int blockLength() {
            return 0;
        }
    }

    /** The kinds of types that cannot be carried. */
    enum Family {
        /** An array of generic types. */
        ARRAY,
        /** A collection that does not say what is in it, or a class of collections. */
        COLLECTION,
        /** An optional of something that cannot be carried, or of another optional. */
        OPTIONAL,
        /** Something of {@code java.time} without a form. */
        TIME,
        /** A date from before {@code java.time}. */
        DATE,
        /** A number that can change, or of unknown kind. */
        NUMBER,
        /** Text that is no {@code String}, or what is best written as text. */
        TEXT,
        /** Any enum. */
        ENUM,
        /** Bytes that are no array. */
        BUFFER,
        /** A record that is not a message. */
        RECORD,
        /** A message that declares header fields. */
        BOUND,
        /** {@code Object}, which says nothing. */
        OBJECT,
        /** An interface that is not sealed. */
        INTERFACE,
        /** A class that somebody could make a record. */
        CLASS,
        /** A class that others extend. */
        ABSTRACT,
        /** A class of the JDK that holds no plain data. */
        FOREIGN,
        /** A wildcard. */
        WILDCARD,
        /** A generic message without types for its parameters. */
        RAW,
        /** A generic message that uses itself with ever more types. */
        ENDLESS,
        /** One more generic message in one message than there may be. */
        TOO_MANY,
        /** A type parameter. */
        VARIABLE,
        /** None of these. */
        OTHER
    }
}
