// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.schema;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a type, such as {@code Map<String, com.example.Side?>}, and the classes it names. */
final class TypeText {
    private static final Pattern NAME = Pattern.compile("[\\p{javaJavaIdentifierPart}.]+");

    private TypeText() {}

    static List<String> names(String type) {
        return NAME.matcher(type).results().map(result -> result.group()).toList();
    }

    /** Writes a type without packages and enclosing classes. */
    static String simple(String type) {
        return replace(type, name -> name.substring(name.lastIndexOf('.') + 1));
    }

    static String replace(String type, UnaryOperator<String> name) {
        return NAME.matcher(type).replaceAll(result -> Matcher.quoteReplacement(name.apply(result.group())));
    }

    /* What @Reserved is told for a field of this type. */
    static String reserved(String type, int length) {
        String plain = type.endsWith("?") ? type.substring(0, type.length() - 1) : type;
        boolean isPlain = NAME.matcher(plain).matches();
        if (isPlain && !plain.contains(".")) {
            return plain + ".class";
        }
        return length == Integer.BYTES || length == Integer.BYTES + 1 ? "int.class" : "Object.class";
    }
}
