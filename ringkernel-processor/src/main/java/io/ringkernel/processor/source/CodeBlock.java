// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.source;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collector;

/**
 * A piece of code: an expression, a statement, or several.
 *
 * <p>It is made of a format and arguments: {@code $L} stands for a text or another piece of code, {@code $S} for a text as a
 * literal, {@code $T} for a type. A number between {@code $} and the letter names the argument.
 */
public final class CodeBlock {
    /** Where lines begin to stand further right, or no longer do. */
    enum Indent {
        MORE,
        LESS
    }

    private static final CodeBlock EMPTY = new CodeBlock(List.of());

    /* Texts, classes, and where the indent changes: what a name is does not matter before it is printed. */
    private final List<Object> parts;

    private CodeBlock(List<Object> parts) {
        this.parts = parts;
    }

    /**
     * Makes a piece of code.
     *
     * @param format    of the code
     * @param arguments in it
     * @return the code
     */
    public static CodeBlock of(String format, Object... arguments) {
        return format.isEmpty() ? EMPTY : new Builder().add(format, arguments).build();
    }

    /**
     * Puts pieces of code together.
     *
     * @param blocks    the pieces
     * @param separator between them
     * @return the code
     */
    public static CodeBlock join(Iterable<CodeBlock> blocks, String separator) {
        Builder code = new Builder();
        blocks.forEach(block -> code.addJoined(block, separator));
        return code.build();
    }

    /**
     * Puts pieces of code together.
     *
     * @param separator between them
     * @return what collects them
     */
    public static Collector<CodeBlock, ?, CodeBlock> joining(String separator) {
        return Collector.of(
                Builder::new,
                (Builder code, CodeBlock block) -> code.addJoined(block, separator),
                (first, second) -> first.addJoined(second.build(), separator),
                Builder::build);
    }

    /** {@return what puts code together} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return whether there is no code in it} */
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /**
     * Tells whether a text is in this code.
     *
     * @param text to look for, without names of classes
     * @return whether it is there
     */
    public boolean hasText(String text) {
        return parts.stream().anyMatch(part -> part instanceof String piece && piece.contains(text));
    }

    List<Object> parts() {
        return parts;
    }

    /** Puts code together, piece by piece. */
    public static final class Builder {
        private final List<Object> parts = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        private Builder() {}

        /**
         * Adds code.
         *
         * @param format    of the code
         * @param arguments in it
         * @return this
         */
        public Builder add(String format, Object... arguments) {
            int next = 0;
            int from = 0;
            for (int at = format.indexOf('$'); at >= 0; at = format.indexOf('$', from)) {
                text.append(format, from, at++);
                int index = 0;
                while (Character.isDigit(format.charAt(at))) {
                    index = index * 10 + Character.digit(format.charAt(at++), 10);
                }
                Object argument = arguments[index == 0 ? next++ : index - 1];
                switch (format.charAt(at)) {
                    case 'L' -> addLiteral(argument);
                    case 'S' -> addString((String) argument);
                    case 'T' -> addType(argument);
                    default -> throw new IllegalArgumentException("format has an unknown letter: format=" + format);
                }
                from = at + 1;
            }
            text.append(format, from, format.length());
            return this;
        }

        private void addLiteral(Object value) {
            if (value instanceof CodeBlock code) {
                add(code);
            } else {
                text.append(value);
            }
        }

        private void addType(Object type) {
            if (type instanceof Class<?> known) {
                addClass(ClassName.get(known));
            } else {
                ((TypeName) type).addTo(this);
            }
        }

        private void addString(String value) {
            text.append('"');
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case '"' -> text.append("\\\"");
                    case '\\' -> text.append("\\\\");
                    case '\b' -> text.append("\\b");
                    case '\t' -> text.append("\\t");
                    case '\n' -> text.append("\\n");
                    case '\f' -> text.append("\\f");
                    case '\r' -> text.append("\\r");
                    default -> text.append(Character.isISOControl(c) ? String.format("\\u%04x", (int) c) : c);
                }
            }
            text.append('"');
        }

        /**
         * Adds code.
         *
         * @param code to add
         * @return this
         */
        public Builder add(CodeBlock code) {
            for (Object part : code.parts) {
                if (part instanceof String piece) {
                    text.append(piece);
                } else {
                    addPart(part);
                }
            }
            return this;
        }

        private Builder addJoined(CodeBlock code, String separator) {
            if (!parts.isEmpty() || text.length() > 0) {
                text.append(separator);
            }
            return add(code);
        }

        void addText(String piece) {
            text.append(piece);
        }

        void addClass(ClassName name) {
            addPart(name);
        }

        private void addPart(Object part) {
            flush();
            parts.add(part);
        }

        private void flush() {
            if (text.length() > 0) {
                parts.add(text.toString());
                text.setLength(0);
            }
        }

        /**
         * Adds a statement.
         *
         * @param format    of the code without its semicolon
         * @param arguments in it
         * @return this
         */
        public Builder addStatement(String format, Object... arguments) {
            add(format, arguments);
            text.append(";\n");
            return this;
        }

        /**
         * Adds a statement.
         *
         * @param code without its semicolon
         * @return this
         */
        public Builder addStatement(CodeBlock code) {
            add(code);
            text.append(";\n");
            return this;
        }

        /**
         * Begins a block.
         *
         * @param format    of what stands in front of its brace
         * @param arguments in it
         * @return this
         */
        public Builder beginControlFlow(String format, Object... arguments) {
            add(format, arguments);
            text.append(" {\n");
            addPart(Indent.MORE);
            return this;
        }

        /**
         * Ends a block, and begins one that belongs to it.
         *
         * @param format    of what stands between the braces
         * @param arguments in it
         * @return this
         */
        public Builder nextControlFlow(String format, Object... arguments) {
            addPart(Indent.LESS);
            text.append("} ");
            return beginControlFlow(format, arguments);
        }

        /**
         * Ends a block.
         *
         * @return this
         */
        public Builder endControlFlow() {
            addPart(Indent.LESS);
            text.append("}\n");
            return this;
        }

        /** {@return the code} */
        public CodeBlock build() {
            flush();
            return parts.isEmpty() ? EMPTY : new CodeBlock(List.copyOf(parts));
        }
    }
}
