// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.read;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * What a sealed interface permits, and what the sealed interfaces among that permit.
 *
 * @param messages records marked {@code @Message}, in the order in which the compiler has them
 * @param others   the simple names of everything else
 */
record Permitted(List<TypeElement> messages, List<String> others) {
    static boolean isSealed(TypeElement type) {
        return type.getKind() == ElementKind.INTERFACE && type.getModifiers().contains(Modifier.SEALED);
    }

    static Permitted of(TypeElement sealed) {
        Set<TypeElement> messages = new LinkedHashSet<>();
        List<String> others = new ArrayList<>();
        add(sealed, messages, others);
        return new Permitted(List.copyOf(messages), List.copyOf(others));
    }

    private static void add(TypeElement sealed, Set<TypeElement> messages, List<String> others) {
        for (TypeMirror permitted : sealed.getPermittedSubclasses()) {
            TypeElement type = (TypeElement) ((DeclaredType) permitted).asElement();
            if (Codecs.isMessage(type) && type.getTypeParameters().isEmpty()) {
                messages.add(type);
            } else if (isSealed(type)) {
                add(type, messages, others);
            } else {
                others.add(type.getSimpleName().toString());
            }
        }
    }
}
