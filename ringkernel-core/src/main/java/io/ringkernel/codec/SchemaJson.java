// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import java.util.List;
import java.util.stream.Collectors;

/** Writes the JSON of a schema: objects and arrays that are opened get a line for each member, small ones stay on one. */
final class SchemaJson {
    private final StringBuilder text = new StringBuilder();
    private int depth;
    private boolean isFirst = true;
    private boolean isInLine;

    void open(String bracket) {
        separate();
        text.append(bracket);
        depth++;
        isFirst = true;
    }

    void close(String bracket) {
        depth--;
        if (!isFirst) {
            text.append('\n').append("  ".repeat(depth));
        }
        text.append(bracket);
        isFirst = false;
    }

    void openLine(String bracket) {
        separate();
        text.append(bracket);
        isInLine = true;
        isFirst = true;
    }

    void closeLine(String bracket) {
        text.append(bracket);
        isInLine = false;
        isFirst = false;
    }

    void member(String name, Object value) {
        separate();
        text.append(quote(name)).append(": ").append(value instanceof String s ? quote(s) : value);
    }

    void member(String name, List<String> values) {
        if (!values.isEmpty()) {
            separate();
            text.append(quote(name)).append(": [");
            text.append(values.stream().map(SchemaJson::quote).collect(Collectors.joining(", ")));
            text.append(']');
        }
    }

    private void separate() {
        if (text.length() > 0) {
            text.append(isFirst ? "" : isInLine ? ", " : ",");
            text.append(isInLine ? "" : "\n" + "  ".repeat(depth));
        }
        isFirst = false;
    }

    String text() {
        return text.append('\n').toString();
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
}
