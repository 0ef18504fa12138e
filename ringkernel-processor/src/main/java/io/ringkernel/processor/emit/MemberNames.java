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
 * Chooses the names of members in a codec. A component keeps its name; what is made up gives way: a constant or a
 * private method gets another name, an accessor on top of the plain one is left out.
 */
final class MemberNames {
    private final Set<String> components = new HashSet<>();
    private final Map<String, String> constants = new HashMap<>();
    private final Map<TypeName, String> codes = new HashMap<>();

    MemberNames(Layout layout) {
        layout.fields().forEach(field -> components.add(field.name()));
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
        return free("has" + startUpper(field.name()));
    }

    /** The private method that reads the tail reference of a field. */
    String ref(Field field) {
        return free(field.name() + "Ref");
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
        return free(startLower(name.toString()));
    }

    /** The private method of the reader that adds up what the tail references cover. */
    String tailUsed() {
        return free("tailUsed");
    }

    /** The private method that makes the message with the defaults. */
    String defaults() {
        return free("defaults");
    }

    /** The private method that reads a deprecated component. */
    String deprecated(Field field) {
        return free("deprecated" + startUpper(field.name()));
    }

    /** The constant with the most elements that a field may have. */
    String maxCount(Field field) {
        return constants.get(field.name()) + "_MAX_COUNT";
    }

    /** The private method of the reader that makes a collection the selected one. */
    String select(Field field) {
        return free("select" + startUpper(field.name()));
    }

    /** The private method that finds the slot of an element of a field. */
    String slot(Field field) {
        return free(field.name() + "Slot");
    }

    /** The private method that reads the tail reference of an element, or of a part of one. */
    String elementRef(String name) {
        return free(name + "Ref");
    }

    private String free(String wanted) {
        String name = wanted;
        while (components.contains(name)) {
            name += "_";
        }
        return name;
    }

    boolean isFree(String accessor) {
        return !components.contains(accessor);
    }

    static String startUpper(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    static String startLower(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
