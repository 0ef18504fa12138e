// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.read;

import io.ringkernel.processor.model.DeclaredMessage;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.TypeName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.type.DeclaredType;

/** The generic messages in one message, each with types for its parameters. */
final class Uses {
    /** A use that is still to be read. */
    record Open(TypeName name, DeclaredType type, Optional<Open> origin) {}

    private record Key(TypeName generic, List<FieldType> arguments) {}

    private final TypeName home;
    private final Map<Key, TypeName> known = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private Optional<Open> current = Optional.empty();
    private boolean isEndless;

    Uses(TypeName home) {
        this.home = home;
    }

    TypeName home() {
        return home;
    }

    /** Names a use, and notes it if it is new. There is none if there would be too many. */
    Optional<TypeName> name(TypeName generic, List<FieldType> arguments, int typeId, DeclaredType type) {
        Key key = new Key(generic, arguments);
        TypeName name = known.get(key);
        if (name == null && known.size() < DeclaredMessage.MOST_USES) {
            name = generic.with(new TypeName.Use(home, free(nameOf(generic, arguments)), arguments, typeId));
            known.put(key, name);
            open.addLast(new Open(name, type, current));
        }
        isEndless = name == null && isIn(generic);
        return Optional.ofNullable(name);
    }

    /* A generic message that never stops to use itself is in itself, again and again. */
    private boolean isIn(TypeName generic) {
        int count = 0;
        for (Optional<Open> use = current; use.isPresent(); use = use.get().origin()) {
            count += use.get().name().plain().equals(generic) ? 1 : 0;
        }
        return count > 1;
    }

    /** Tells whether the last use was refused because a generic message never stops to use itself. */
    boolean isEndless() {
        return isEndless;
    }

    /** Takes a use that is still to be read. */
    Optional<Open> next() {
        current = Optional.ofNullable(open.pollFirst());
        return current;
    }

    private static String nameOf(TypeName generic, List<FieldType> arguments) {
        StringBuilder name = new StringBuilder(generic.simpleName());
        String joint = "Of";
        for (FieldType argument : arguments) {
            name.append(joint).append(word(argument));
            joint = "And";
        }
        return name.toString();
    }

    private static String word(FieldType type) {
        if (type instanceof FieldType.Nested nested && !nested.arguments().isEmpty()) {
            return nameOf(nested.type(), nested.arguments());
        }
        StringBuilder word = new StringBuilder();
        boolean startsWord = true;
        for (char c : type.displayName().replace("[]", "Array").toCharArray()) {
            if (Character.isJavaIdentifierPart(c)) {
                word.append(startsWord ? Character.toUpperCase(c) : c);
            }
            startsWord = !Character.isJavaIdentifierPart(c);
        }
        return word.toString();
    }

    /* Two types may have one simple name. */
    private String free(String wanted) {
        String name = wanted;
        for (int i = 2; !names.add(name); i++) {
            name = wanted + i;
        }
        return name;
    }
}
