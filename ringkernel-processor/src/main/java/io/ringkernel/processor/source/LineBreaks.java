// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.source;

import java.util.ArrayList;
import java.util.List;

/** Breaks a line of code that is too long in the places where palantir-java-format breaks it. */
final class LineBreaks {
    static final int WIDTH = 120;
    static final int CHAIN_WIDTH = 80;
    private static final int CONTINUATION = 8;

    private LineBreaks() {}

    static String apply(String line) {
        String code = line.strip();
        if (code.startsWith("*") || code.startsWith("/") || code.startsWith("import") || fits(line)) {
            return line;
        }
        String indent = " ".repeat(line.length() - line.stripLeading().length());
        if (code.endsWith("{") || code.endsWith("{}")) {
            return declaration(indent, code);
        }
        return code.startsWith("case ") ? switchRule(indent, code) : statement(indent, code);
    }

    /* The last of several calls on the results of calls does not begin far to the right, even if it fits there. */
    private static boolean fits(String line) {
        return line.length() <= WIDTH && line.lastIndexOf(").") < CHAIN_WIDTH;
    }

    private static String inner(String indent) {
        return indent + " ".repeat(CONTINUATION);
    }

    private static String declaration(String indent, String code) {
        int open = code.indexOf('(');
        int clause = code.lastIndexOf(open < 0 ? " implements " : " throws ");
        if (clause > 0 && fits(indent + code.substring(0, clause))) {
            String rest = inner(indent) + code.substring(clause + 1);
            return indent + code.substring(0, clause) + "\n" + (fits(rest) ? rest : list(rest, inner(inner(indent))));
        }
        String parameters = inner(indent) + code.substring(open + 1);
        if (!fits(parameters)) {
            parameters = list(parameters, inner(indent));
        }
        return indent + code.substring(0, open + 1) + "\n" + parameters;
    }

    /* One to a line, but not the arguments of a type. */
    private static String list(String code, String indent) {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            boolean isBreak = c == ' ' && depth == 0 && i > 0 && code.charAt(i - 1) == ',';
            text.append(isBreak ? "\n" + indent : c);
        }
        return text.toString();
    }

    private static String switchRule(String indent, String code) {
        int arrow = code.indexOf(" -> ") + " -> ".length();
        String half = indent + " ".repeat(CONTINUATION / 2);
        return indent + code.substring(0, arrow - 1) + "\n" + apply(half + code.substring(arrow));
    }

    private static String statement(String indent, String code) {
        int assignment = code.indexOf(" = ");
        if (assignment < 0) {
            List<String> chain = chain(code);
            return chain.size() > 1 ? chain(indent, chain) : call(indent, code);
        }
        String target = indent + code.substring(0, assignment + 2);
        String value = inner(indent) + code.substring(assignment + 3);
        if (!fits(target)) {
            int name = target.lastIndexOf(' ', target.length() - 3);
            return target.substring(0, name) + "\n" + inner(indent) + target.substring(name + 1) + "\n"
                    + " ".repeat(CONTINUATION) + value;
        }
        if (fits(value)) {
            return target + "\n" + value;
        }
        List<String> chain = chain(code);
        return chain.size() > 1 ? chain(indent, chain) : call(indent, code);
    }

    /* Calls on the results of calls: each but the first on a line of its own. */
    private static String chain(String indent, List<String> calls) {
        StringBuilder text = new StringBuilder(indent);
        String first = indent + calls.get(0);
        text.append((fits(first) ? first : call(inner(indent), calls.get(0))).strip());
        for (String call : calls.subList(1, calls.size())) {
            text.append('\n').append(apply(inner(indent) + call));
        }
        return text.toString();
    }

    private static List<String> chain(String code) {
        List<String> calls = new ArrayList<>();
        int depth = 0;
        boolean isText = false;
        int start = 0;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            isText ^= c == '"' && (i == 0 || code.charAt(i - 1) != '\\');
            if (!isText) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (c == '.' && depth == 0 && i > 0 && code.charAt(i - 1) == ')') {
                    calls.add(code.substring(start, i));
                    start = i;
                }
            }
        }
        calls.add(code.substring(start));
        return calls;
    }

    /* The arguments on one line if they fit there; else those of the only argument if it has some; else one to a line. */
    private static String call(String indent, String code) {
        Span last = lastParentheses(code);
        if (last == null) {
            return indent + code;
        }
        String head = code.substring(0, last.from() + 1);
        String all = inner(indent) + code.substring(last.from() + 1);
        List<String> arguments = arguments(code.substring(last.from() + 1, last.to()));
        if (fits(all)) {
            return indent + head + "\n" + all;
        }
        if (arguments.size() == 1 && arguments.get(0).endsWith(")")) {
            Span nested = lastParentheses(arguments.get(0));
            String nestedHead = head + arguments.get(0).substring(0, nested.from() + 1);
            String rest = arguments.get(0).substring(nested.from() + 1) + code.substring(last.to());
            return call(indent, nestedHead, rest, arguments(rest.substring(0, nested.to() - nested.from() - 1)));
        }
        return call(indent, head, code.substring(last.from() + 1), arguments);
    }

    private static String call(String indent, String head, String rest, List<String> arguments) {
        String all = inner(indent) + rest;
        if (fits(all)) {
            return indent + head + "\n" + all;
        }
        String tail = rest.substring(String.join(", ", arguments).length());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            lines.add(apply(inner(indent) + arguments.get(i) + (i + 1 < arguments.size() ? "," : tail)));
        }
        return indent + head + "\n" + String.join("\n", lines);
    }

    private record Span(int from, int to) {}

    /* Finds the last pair that is in no other, before a closing one without an opening one. */
    private static Span lastParentheses(String code) {
        Span last = null;
        int depth = 0;
        int open = 0;
        boolean isText = false;
        for (int i = 0; i < code.length() && depth >= 0; i++) {
            char c = code.charAt(i);
            isText ^= c == '"' && (i == 0 || code.charAt(i - 1) != '\\');
            if (!isText && c == '(' && depth++ == 0) {
                open = i;
            } else if (!isText && c == ')' && --depth == 0) {
                last = new Span(open, i);
            }
        }
        return last;
    }

    private static List<String> arguments(String code) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        boolean isText = false;
        int start = 0;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            isText ^= c == '"' && (i == 0 || code.charAt(i - 1) != '\\');
            if (!isText) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (c == ',' && depth == 0) {
                    arguments.add(code.substring(start, i));
                    start = i + 2;
                }
            }
        }
        arguments.add(code.substring(start));
        return arguments;
    }
}
