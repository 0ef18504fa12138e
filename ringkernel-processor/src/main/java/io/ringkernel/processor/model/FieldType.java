// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import java.util.List;

/** What a component of a message can be, and how many bytes it takes in the block. */
public sealed interface FieldType {
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

    /** The types that are the same in every program. */
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
        BUFFER_REF("BufferRef", 8);

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
    }

    /** The types of variable length that have a {@code @MaxLength} and may be null. */
    enum Variable implements FieldType {
        /** Text in UTF-8. */
        TEXT("String"),
        /** Bytes as they are. */
        BYTES("byte[]");

        private final String displayName;

        Variable(String displayName) {
            this.displayName = displayName;
        }

        @Override
        public String displayName() {
            return displayName;
        }

        @Override
        public int blockLength() {
            return Long.BYTES;
        }

        @Override
        public boolean isTail() {
            return true;
        }
    }

    /**
     * An enum.
     *
     * @param type         of the enum
     * @param constants    in the order of their declaration
     * @param isAccessible whether a class in the package of the message can name it
     */
    record Enumeration(TypeName type, List<EnumConstant> constants, boolean isAccessible) implements FieldType {
        @Override
        public String displayName() {
            return type.simpleName();
        }

        @Override
        public int blockLength() {
            return Integer.BYTES;
        }
    }

    /**
     * A message in a message.
     *
     * @param type  of the inner message
     * @param codec what is known of its codec
     */
    record Nested(TypeName type, CodecFacts codec) implements FieldType {
        @Override
        public String displayName() {
            return type.simpleName();
        }

        @Override
        public int blockLength() {
            return Long.BYTES;
        }

        @Override
        public boolean isTail() {
            return true;
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
        /** A boxed primitive. */
        BOX,
        /** An array of anything but bytes. */
        ARRAY,
        /** A collection. */
        COLLECTION,
        /** An optional. */
        OPTIONAL,
        /** Something of {@code java.time}. */
        TIME,
        /** A record that is not a message. */
        RECORD,
        /** None of these. */
        OTHER
    }
}
