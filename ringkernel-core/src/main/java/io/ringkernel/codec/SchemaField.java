// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import java.util.List;
import java.util.Optional;

/**
 * One field of a {@link MessageSchema}.
 *
 * @param name         of the component
 * @param type         as docs/wire-format.md writes types; one that may be absent ends in a question mark
 * @param offset       in the block
 * @param length       in the block, in bytes; of a field in the tail that of its reference
 * @param since        version in which it was added
 * @param defaultValue as text, if one is declared
 * @param maxLength    most bytes of a text or of bytes, 0 where that does not apply
 * @param maxCount     most elements, 0 where that does not apply
 * @param constants    of an enum, by their names on the wire; empty for other types
 * @param formerNames  of the component in older versions
 * @param isDeprecated whether it is kept only for older readers and writers
 * @param isReserved   whether it was removed, and only its place is kept
 */
public record SchemaField(
        String name,
        String type,
        int offset,
        int length,
        int since,
        Optional<String> defaultValue,
        int maxLength,
        int maxCount,
        List<String> constants,
        List<String> formerNames,
        boolean isDeprecated,
        boolean isReserved) {
    /** {@return whether the value may be absent} */
    public boolean isNullable() {
        return type.endsWith("?");
    }

    void write(SchemaJson json) {
        json.openLine("{");
        json.member("name", name);
        json.member("type", type);
        json.member("offset", offset);
        json.member("length", length);
        if (since > 1) {
            json.member("since", since);
        }
        defaultValue.ifPresent(text -> json.member("default", text));
        if (maxLength > 0) {
            json.member("maxLength", maxLength);
        }
        if (maxCount > 0) {
            json.member("maxCount", maxCount);
        }
        json.member("constants", constants);
        json.member("formerNames", formerNames);
        if (isDeprecated) {
            json.member("deprecated", true);
        }
        if (isReserved) {
            json.member("reserved", true);
        }
        json.closeLine("}");
    }

    /** Takes what is not usual about a field. */
    public static final class Builder {
        private final String name;
        private final String type;
        private final int offset;
        private final int length;
        private int since = 1;
        private Optional<String> defaultValue = Optional.empty();
        private int maxLength;
        private int maxCount;
        private List<String> constants = List.of();
        private List<String> formerNames = List.of();
        private boolean isDeprecated;
        private boolean isReserved;

        Builder(String name, String type, int offset, int length) {
            this.name = name;
            this.type = type;
            this.offset = offset;
            this.length = length;
        }

        /**
         * Notes when the field was added.
         *
         * @param version of the message that had it first
         * @return this builder
         */
        public Builder since(int version) {
            since = version;
            return this;
        }

        /**
         * Notes the value of a field that a message does not have.
         *
         * @param text of the value
         * @return this builder
         */
        public Builder defaultValue(String text) {
            defaultValue = Optional.of(text);
            return this;
        }

        /**
         * Notes how long the value may be.
         *
         * @param limit in bytes
         * @return this builder
         */
        public Builder maxLength(int limit) {
            maxLength = limit;
            return this;
        }

        /**
         * Notes how many elements the value may have.
         *
         * @param limit number of elements
         * @return this builder
         */
        public Builder maxCount(int limit) {
            maxCount = limit;
            return this;
        }

        /**
         * Notes what an enum can be.
         *
         * @param names of its constants on the wire
         * @return this builder
         */
        public Builder constants(String... names) {
            constants = List.of(names);
            return this;
        }

        /**
         * Notes the names of the field in older versions.
         *
         * @param names of the field
         * @return this builder
         */
        public Builder formerNames(String... names) {
            formerNames = List.of(names);
            return this;
        }

        /**
         * Notes that the field is kept only for older readers and writers.
         *
         * @return this builder
         */
        public Builder deprecated() {
            isDeprecated = true;
            return this;
        }

        /**
         * Notes that the field was removed.
         *
         * @return this builder
         */
        public Builder reserved() {
            isReserved = true;
            return this;
        }

        SchemaField build() {
            return new SchemaField(
                    name,
                    type,
                    offset,
                    length,
                    since,
                    defaultValue,
                    maxLength,
                    maxCount,
                    constants,
                    formerNames,
                    isDeprecated,
                    isReserved);
        }
    }
}
