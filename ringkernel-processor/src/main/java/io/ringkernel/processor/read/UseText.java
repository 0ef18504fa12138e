// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.read;

import io.ringkernel.annotation.Message;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * The text from which the type id of a generic message with types for its parameters is computed. Messages stand in it by
 * their ids, so that they may be renamed; all other types by their names.
 */
final class UseText {
    private UseText() {}

    static String of(TypeMirror type) {
        String plain = plain(type);
        return Codecs.isNullable(type) ? plain + "?" : plain;
    }

    private static String plain(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return of(array.getComponentType()) + "[]";
        }
        if (type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element) {
            String name = Codecs.isMessage(element)
                    ? String.format("0x%08X", id(element))
                    : element.getQualifiedName().toString();
            return declared.getTypeArguments().isEmpty()
                    ? name
                    : declared.getTypeArguments().stream()
                            .map(UseText::of)
                            .collect(Collectors.joining(", ", name + "<", ">"));
        }
        return DisplayName.of(type);
    }

    private static int id(TypeElement message) {
        int id = message.getAnnotation(Message.class).id();
        return id == Message.DERIVED ? Names.of(message).derivedId() : id;
    }
}
