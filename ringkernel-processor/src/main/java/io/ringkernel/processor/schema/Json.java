// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON: objects, arrays, strings, whole numbers and booleans, which is all that a schema file has. */
final class Json {
    private static final int DEEPEST = 16;

    /** A value and the line it begins in, from 1. */
    sealed interface Node {
        int line();

        default Map<String, Node> object() throws SchemaException {
            if (this instanceof Members members) {
                return members.values();
            }
            throw new SchemaException(line(), "expected an object");
        }

        default List<Node> array() throws SchemaException {
            if (this instanceof Elements elements) {
                return elements.values();
            }
            throw new SchemaException(line(), "expected an array");
        }

        default <T> T as(Class<T> type, String what) throws SchemaException {
            if (this instanceof Scalar scalar && type.isInstance(scalar.value())) {
                return type.cast(scalar.value());
            }
            throw new SchemaException(line(), "expected " + what);
        }
    }

    private record Members(Map<String, Node> values, int line) implements Node {}

    private record Elements(List<Node> values, int line) implements Node {}

    private record Scalar(Object value, int line) implements Node {}

    private final String text;
    private int at;
    private int line = 1;

    private Json(String text) {
        this.text = text;
    }

    static Node read(String text) throws SchemaException {
        Json json = new Json(text);
        Node node = json.value(0);
        json.skipBlanks();
        if (json.at < text.length()) {
            throw json.expected("the end of the file");
        }
        return node;
    }

    private SchemaException expected(String what) {
        return new SchemaException(
                line, "expected " + what + (at < text.length() ? ", found '" + text.charAt(at) + "'" : ""));
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            line += text.charAt(at++) == '\n' ? 1 : 0;
        }
    }

    private boolean skip(char c) {
        skipBlanks();
        boolean isThere = at < text.length() && text.charAt(at) == c;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private void take(char c) throws SchemaException {
        if (!skip(c)) {
            throw expected("'" + c + "'");
        }
    }

    private Node value(int depth) throws SchemaException {
        skipBlanks();
        int start = line;
        char c = at < text.length() ? text.charAt(at) : ' ';
        if (depth > DEEPEST) {
            throw new SchemaException(line, "expected less nesting");
        }
        return switch (c) {
            case '{' -> new Members(object(depth), start);
            case '[' -> new Elements(array(depth), start);
            case '"' -> new Scalar(string(), start);
            default -> new Scalar(word(), start);
        };
    }

    private Map<String, Node> object(int depth) throws SchemaException {
        Map<String, Node> members = new LinkedHashMap<>();
        take('{');
        if (skip('}')) {
            return members;
        }
        do {
            skipBlanks();
            String name = string();
            take(':');
            if (members.put(name, value(depth + 1)) != null) {
                throw new SchemaException(line, "\"" + name + "\" stands twice in one object");
            }
        } while (skip(','));
        if (!skip('}')) {
            throw expected("',' or '}'");
        }
        return members;
    }

    private List<Node> array(int depth) throws SchemaException {
        List<Node> elements = new ArrayList<>();
        take('[');
        if (skip(']')) {
            return elements;
        }
        do {
            elements.add(value(depth + 1));
        } while (skip(','));
        if (!skip(']')) {
            throw expected("',' or ']'");
        }
        return elements;
    }

    private String string() throws SchemaException {
        take('"');
        StringBuilder string = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
            char c = text.charAt(at++);
            string.append(c == '\\' ? escaped() : c);
        }
        if (at == text.length() || text.charAt(at++) != '"') {
            throw new SchemaException(line, "expected '\"' at the end of a text");
        }
        return string.toString();
    }

    private char escaped() throws SchemaException {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw new SchemaException(line, "expected an escape that JSON has");
        };
    }

    private char unicode() throws SchemaException {
        int code = 0;
        for (int end = at + 4; at < end; at++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                throw expected("four hexadecimal digits");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private Object word() throws SchemaException {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '-')) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.equals("true") || word.equals("false")) {
            return word.equals("true");
        }
        try {
            return Integer.valueOf(word);
        } catch (NumberFormatException e) {
            at = start;
            throw expected("a value");
        }
    }
}
