// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.read;

import io.ringkernel.processor.model.Access;
import io.ringkernel.processor.model.TypeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/** Reads the name of a class and who can see it. */
final class Names {
    private Names() {}

    static TypeName of(TypeElement type) {
        List<String> names = new ArrayList<>();
        Element element = type;
        while (!(element instanceof PackageElement)) {
            names.add(element.getSimpleName().toString());
            element = element.getEnclosingElement();
        }
        Collections.reverse(names);
        return new TypeName(((PackageElement) element).getQualifiedName().toString(), List.copyOf(names));
    }

    static Access access(TypeElement type) {
        Access access = Access.PUBLIC;
        for (Element element = type; element instanceof TypeElement; element = element.getEnclosingElement()) {
            if (element.getModifiers().contains(Modifier.PRIVATE)) {
                return Access.PRIVATE;
            }
            if (!element.getModifiers().contains(Modifier.PUBLIC)) {
                access = Access.PACKAGE;
            }
        }
        return access;
    }

    /** Names what an element is, as a sentence goes on after "is". */
    static String kind(TypeElement type) {
        return switch (type.getKind()) {
            case CLASS -> "a class";
            case INTERFACE -> "an interface";
            case ENUM -> "an enum";
            case RECORD -> "a record";
            default -> "an annotation";
        };
    }
}
