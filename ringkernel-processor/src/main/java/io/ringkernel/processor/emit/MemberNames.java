// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.Field;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.Layout;
import io.ringkernel.processor.model.TypeName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the names of members in a codec. A component keeps its name. What is made up gets an underscore at its end, if its
 * name is that of a component or was made up for an earlier one, whatever the parameters are: which overload is meant must
 * not depend on which components there are.
 */
final class MemberNames {
    private final Set<String> methods = new HashSet<>();
    private final Map<Wanted, String> made = new HashMap<>();
    private final Map<String, String> constants = new HashMap<>();
    private final Map<TypeName, String> codes = new HashMap<>();

    /* A name as it would be if there was nothing else. Methods of one owner that want the same are overloads. */
    private record Wanted(Object owner, String name) {}

    MemberNames(Layout layout) {
        layout.fields().forEach(field -> methods.add(field.name()));
        Set<String> taken = new HashSet<>();
        for (Field field : layout.fields()) {
            String constant = constant(field.name());
            while (!taken.add(constant)) {
                constant += "_";
            }
            constants.put(field.name(), constant);
        }
        for (FieldType.Enumeration type : EnumEmitter.types(layout)) {
            String name = constant(type.type().simpleName());
            while (!taken.add(name + "_CODES")) {
                name += "_";
            }
            codes.put(type.type(), name + "_CODES");
        }
    }

    private static String constant(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }

    String offset(Field field) {
        return constants.get(field.name()) + "_OFFSET";
    }

    String limit(Field field) {
        return constants.get(field.name()) + "_LIMIT";
    }

    /** The constant that knows how the values of a field lie in the bytes. */
    String element(Field field) {
        return constants.get(field.name()) + "_ELEMENT";
    }

    String presence(Field field) {
        return constants.get(field.name()) + "_PRESENCE";
    }

    /** The method that tells whether a field has a value. */
    String has(Field field) {
        return of(field, "has" + startUpper(field.name()));
    }

    /** The private method that reads the tail reference of a field. */
    String ref(Field field) {
        return of(field, field.name() + "Ref");
    }

    /** The constant with the codes of an enum. */
    String codes(FieldType.Enumeration type) {
        return codes.get(type.type());
    }

    /** The private method that makes the codes of an enum. */
    String codesOf(FieldType.Enumeration type) {
        String words = codes(type);
        StringBuilder name = new StringBuilder();
        for (String word : words.split("_+")) {
            if (!word.isEmpty()) { // in front of a name that begins with an underscore
                name.append(startUpper(word.toLowerCase(Locale.ROOT)));
            }
        }
        return free(type.type(), startLower(name.toString()));
    }

    /** The private method of the reader that adds up what the tail references cover. */
    String tailUsed() {
        return free(this, "tailUsed");
    }

    /** The private method that makes the message with the defaults. */
    String defaults() {
        return free(this, "defaults");
    }

    /** The private method that reads a deprecated component. */
    String deprecated(Field field) {
        return of(field, "deprecated" + startUpper(field.name()));
    }

    /** The constant with the most elements that a field may have. */
    String maxCount(Field field) {
        return constants.get(field.name()) + "_MAX_COUNT";
    }

    /** The private method of the reader that makes a collection the selected one. */
    String select(Field field) {
        return of(field, "select" + startUpper(field.name()));
    }

    /** The private method that finds the slot of an element of a field. */
    String slot(Field field) {
        return of(field, field.name() + "Slot");
    }

    /** A method that a field has on top of those with its own name. */
    String of(Field field, String wanted) {
        return wanted.equals(field.name()) ? wanted : free(field.name(), wanted);
    }

    private String free(Object owner, String wanted) {
        return made.computeIfAbsent(new Wanted(owner, wanted), key -> {
            String name = wanted;
            while (!methods.add(name)) {
                name += "_";
            }
            return name;
        });
    }

    static String startUpper(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    static String startLower(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
