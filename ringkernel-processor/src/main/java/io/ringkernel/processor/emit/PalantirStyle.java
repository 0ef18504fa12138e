// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import java.util.ArrayList;
import java.util.List;

/**
 * Brings what JavaPoet prints into the form that palantir-java-format gives it, so that a user who formats the build
 * output sees no difference.
 *
 * <p>Knows only what emitters use: one statement to a line, braces at the ends of lines.
 */
final class PalantirStyle {

    private PalantirStyle() {}

    static String apply(String source) {
        StringBuilder text = new StringBuilder();
        for (String line :
                closeEmptyBodies(groupFields(foldJavadoc(unbreak(source.lines().toList()))))) {
            text.append(LineBreaks.apply(line)).append('\n');
        }
        return text.toString();
    }

    /* JavaPoet breaks signatures, at a width of its own. */
    private static List<String> unbreak(List<String> lines) {
        List<String> result = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (String line : lines) {
            String code = line.strip();
            if (open.length() > 0) {
                boolean needsSpace = open.charAt(open.length() - 1) != '(';
                open.append(needsSpace ? " " : "").append(code);
            } else {
                open.append(line.stripTrailing());
            }
            if (isComplete(code)) {
                result.add(open.toString());
                open.setLength(0);
            }
        }
        return result;
    }

    private static boolean isComplete(String code) {
        return code.isEmpty()
                || code.startsWith("/")
                || code.startsWith("*")
                || code.startsWith("@")
                || code.endsWith(";")
                || code.endsWith("{")
                || code.endsWith("}");
    }

    private static List<String> foldJavadoc(List<String> lines) {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.endsWith("/**") && lines.get(i + 2).endsWith(" */")) {
                String folded = line + " " + lines.get(i + 1).strip().substring(2) + " */";
                if (folded.length() <= LineBreaks.WIDTH) {
                    result.add(folded);
                    i += 2;
                    continue;
                }
            }
            result.add(line);
        }
        return result;
    }

    /* JavaPoet puts an empty line before each field. */
    private static List<String> groupFields(List<String> lines) {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            boolean isBetween = lines.get(i).isEmpty()
                    && i > 0
                    && i + 1 < lines.size()
                    && isPrivateField(lines.get(i - 1))
                    && isPrivateField(lines.get(i + 1));
            if (!isBetween) {
                result.add(lines.get(i));
            }
        }
        return result;
    }

    private static boolean isPrivateField(String line) {
        return line.strip().startsWith("private ") && line.endsWith(";");
    }

    private static List<String> closeEmptyBodies(List<String> lines) {
        List<String> result = new ArrayList<>();
        for (String line : lines) {
            int last = result.size() - 1;
            if (line.strip().equals("}") && result.get(last).endsWith(") {")) {
                result.set(last, result.get(last) + "}");
            } else {
                result.add(line);
            }
        }
        return result;
    }
}
