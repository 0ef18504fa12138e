// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.schema;

import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Writes a schema file. */
final class SchemaText {
    private final StringBuilder text = new StringBuilder("{\n");
    private String separator = "";

    <E> void array(String name, Collection<E> elements, Consumer<E> write) {
        text.append(separator).append("  ").append(quote(name)).append(": [");
        separator = "\n";
        for (E element : elements) {
            text.append(separator);
            write.accept(element);
            separator = ",\n";
        }
        text.append(elements.isEmpty() ? "]" : "\n  ]");
        separator = ",\n";
    }

    void message(RecordedMessage message) {
        String id = String.format("0x%08X", message.id());
        if (message.isRetired()) {
            StringJoiner line = new StringJoiner(", ", "    {", "}");
            member(line, "name", quote(message.name()));
            member(line, "id", quote(id));
            member(line, "version", message.version());
            member(line, "retired", true);
            text.append(line);
            return;
        }
        StringJoiner lines = new StringJoiner(",\n      ", "    {\n      ", "\n    }");
        member(lines, "name", quote(message.name()));
        member(lines, "id", quote(id));
        member(lines, "version", message.version());
        if (message.maxEncodedLength() > 0) {
            member(lines, "maxEncodedLength", message.maxEncodedLength());
        }
        lines.add(
                lines("fields", message.fields().stream().map(SchemaText::field).toList()));
        if (!message.header().isEmpty()) {
            lines.add(lines(
                    "header", message.header().stream().map(SchemaText::binding).toList()));
        }
        text.append(lines);
    }

    void choice(RecordedChoice choice) {
        StringJoiner lines = new StringJoiner(",\n      ", "    {\n      ", "\n    }");
        member(lines, "type", quote(choice.type()));
        lines.add(lines("names", choice.names().stream().map(SchemaText::quote).toList()));
        choice.fallback().ifPresent(constant -> member(lines, "fallback", quote(constant)));
        text.append(lines);
    }

    private static String lines(String name, List<String> values) {
        return values.stream()
                .collect(Collectors.joining(
                        ",\n        ",
                        quote(name) + ": [" + (values.isEmpty() ? "" : "\n        "),
                        values.isEmpty() ? "]" : "\n      ]"));
    }

    private static String field(RecordedField field) {
        StringJoiner line = new StringJoiner(", ", "{", "}");
        member(line, "name", quote(field.name()));
        member(line, "type", quote(field.type()));
        member(line, "offset", field.offset());
        member(line, "length", field.length());
        if (field.since() > 1) {
            member(line, "since", field.since());
        }
        field.defaultValue().ifPresent(value -> member(line, "default", quote(value)));
        if (field.maxLength() > 0) {
            member(line, "maxLength", field.maxLength());
        }
        if (field.maxCount() > 0) {
            member(line, "maxCount", field.maxCount());
        }
        if (!field.formerNames().isEmpty()) {
            String names = field.formerNames().stream().map(SchemaText::quote).collect(Collectors.joining(", "));
            member(line, "formerNames", "[" + names + "]");
        }
        if (field.isReserved()) {
            member(line, "reserved", true);
        }
        return line.toString();
    }

    private static String binding(RecordedBinding binding) {
        StringJoiner line = new StringJoiner(", ", "{", "}");
        member(line, "name", quote(binding.name()));
        member(line, "type", quote(binding.type()));
        member(line, "field", quote(binding.field()));
        return line.toString();
    }

    private static void member(StringJoiner members, String name, Object value) {
        members.add(quote(name) + ": " + value);
    }

    private static String quote(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format("\\u%04X", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return text + "\n}\n";
    }
}
