// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a message looks like on the wire, as data: for consoles, for tools, for programs in other languages. Each codec
 * has one, see {@link MessageCodec#schema()}; {@link MessageRegistry} finds the codecs of a program.
 *
 * @param name             of the record, fully qualified, with the types for its parameters if it is generic
 * @param typeId           that identifies the message on the wire
 * @param version          of the layout
 * @param blockLength      length of the fixed fields in bytes
 * @param maxEncodedLength the most bytes one encoded message can occupy
 * @param fields           in the order of the block
 * @param header           components that are bound to the header, in the order of the record
 * @param uses             schemas of the generic messages in it, each with types for its parameters
 */
public record MessageSchema(
        String name,
        int typeId,
        int version,
        int blockLength,
        int maxEncodedLength,
        List<SchemaField> fields,
        List<SchemaHeaderField> header,
        List<MessageSchema> uses) {
    /**
     * Describes a message.
     *
     * @param name             of the record, fully qualified, with the types for its parameters if it is generic
     * @param typeId           that identifies the message on the wire
     * @param version          of the layout
     * @param blockLength      length of the fixed fields in bytes
     * @param maxEncodedLength the most bytes one encoded message can occupy
     * @param fields           in the order of the block
     * @param header           components that are bound to the header, in the order of the record
     * @param uses             schemas of the generic messages in it, each with types for its parameters
     */
    public MessageSchema {
        Objects.requireNonNull(name, "name");
        fields = List.copyOf(fields);
        header = List.copyOf(header);
        uses = List.copyOf(uses);
    }

    /**
     * Begins the schema of a message whose numbers its codec knows.
     *
     * @param codec of the message
     * @param name  of the record, fully qualified, with the types for its parameters if it is generic
     * @return a builder, for the fields
     */
    public static Builder of(RecordCodec<?> codec, String name) {
        return new Builder(codec, name);
    }

    /**
     * Finds a field.
     *
     * @param name of the field, or one that it had in an older version
     * @return the field, if there is one
     */
    public Optional<SchemaField> field(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .or(() -> fields.stream()
                        .filter(field -> field.formerNames().contains(name))
                        .findFirst());
    }

    /**
     * Computes a number that two schemas share only if they read and write the same bytes and call the fields the same:
     * FNV-1a, 64 bits, over lines of UTF-8. The first is type id and version, then comes one for each field with its
     * offset, type, name and version; numbers are decimal, what belongs to a line is parted by spaces, and each line ends
     * with a line feed. A message in it counts by its name: it has a fingerprint of its own.
     *
     * @return the number
     */
    public long fingerprint() {
        StringBuilder lines = new StringBuilder();
        lines.append(typeId).append(' ').append(version).append('\n');
        for (SchemaField field : fields) {
            lines.append(field.offset()).append(' ').append(field.type()).append(' ');
            lines.append(field.name()).append(' ').append(field.since()).append('\n');
        }
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (byte b : lines.toString().getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b & 0xFF) * 0x0000_0100_0000_01B3L;
        }
        return hash;
    }

    /** {@return this schema as JSON, one line for each field} */
    public String toJson() {
        SchemaJson json = new SchemaJson();
        write(json);
        return json.text();
    }

    private void write(SchemaJson json) {
        json.open("{");
        json.member("name", name);
        json.member("id", String.format("0x%08X", typeId));
        json.member("version", version);
        json.member("blockLength", blockLength);
        json.member("maxEncodedLength", maxEncodedLength);
        json.member("fingerprint", String.format("0x%016X", fingerprint()));
        json.open("\"fields\": [");
        fields.forEach(field -> field.write(json));
        json.close("]");
        if (!header.isEmpty()) {
            json.open("\"header\": [");
            header.forEach(field -> field.write(json));
            json.close("]");
        }
        if (!uses.isEmpty()) {
            json.open("\"uses\": [");
            uses.forEach(use -> use.write(json));
            json.close("]");
        }
        json.close("}");
    }

    /** Takes the fields of a schema, in the order of the block. */
    public static final class Builder {
        private final RecordCodec<?> codec;
        private final String name;
        private final List<SchemaField.Builder> fields = new ArrayList<>();
        private final List<SchemaHeaderField> header = new ArrayList<>();
        private final List<MessageSchema> uses = new ArrayList<>();

        private Builder(RecordCodec<?> codec, String name) {
            this.codec = codec;
            this.name = name;
        }

        /**
         * Adds a field.
         *
         * @param name   of the field
         * @param type   as docs/wire-format.md writes types; one that may be absent ends in a question mark
         * @param offset in the block
         * @param length in the block, in bytes
         * @return a builder of the field, for what is not usual about it
         */
        public SchemaField.Builder field(String name, String type, int offset, int length) {
            SchemaField.Builder field = new SchemaField.Builder(name, type, offset, length);
            fields.add(field);
            return field;
        }

        /**
         * Adds a component that is bound to the header.
         *
         * @param name  of the component
         * @param type  as docs/wire-format.md writes types; one that may be absent ends in a question mark
         * @param field of the header
         */
        public void header(String name, String type, String field) {
            header.add(new SchemaHeaderField(name, type, field));
        }

        /**
         * Adds a generic message that the fields use with types for its parameters.
         *
         * @param codec of the message with these types
         */
        public void use(RecordCodec<?> codec) {
            uses.add(codec.schema());
        }

        /** {@return the schema} */
        public MessageSchema build() {
            return new MessageSchema(
                    name,
                    codec.typeId(),
                    codec.version(),
                    codec.blockLength(),
                    codec.maxEncodedLength(),
                    fields.stream().map(SchemaField.Builder::build).toList(),
                    header,
                    uses);
        }
    }
}
