// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.read;

import io.ringkernel.processor.model.Access;
import io.ringkernel.processor.model.EnumConstant;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.FieldType.Family;
import io.ringkernel.processor.model.FieldType.Sequence.Kind;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Finds out what the type of a component is. */
final class FieldTypes {
    private static final Set<String> BOXES = Set.of(
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Character",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double");

    private static final Set<String> COLLECTIONS = Set.of(
            "java.util.List",
            "java.util.Set",
            "java.util.Map",
            "java.util.Collection",
            "java.util.Queue",
            "java.util.Deque",
            "java.util.ArrayList",
            "java.util.HashSet",
            "java.util.HashMap");

    private static final String OWN_ID = "io.ringkernel.MessageId";

    private final Codecs codecs;

    FieldTypes(Codecs codecs) {
        this.codecs = codecs;
    }

    /** Finds out what the type of a component is that is bound to the header. */
    FieldType ofHeader(TypeMirror type) {
        boolean isOwnId = type instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement element
                && element.getQualifiedName().contentEquals(OWN_ID);
        return isOwnId ? FieldType.Own.MESSAGE_ID : of(type);
    }

    FieldType of(TypeMirror type) {
        if (type.getKind().isPrimitive()) {
            return FieldType.Fixed.valueOf(type.getKind().name());
        }
        if (type instanceof ArrayType array) {
            return array(array);
        }
        if (type.getKind() == TypeKind.DECLARED) {
            return of(type, (TypeElement) ((DeclaredType) type).asElement());
        }
        return unsupported(type, Family.OTHER);
    }

    private FieldType of(TypeMirror type, TypeElement element) {
        String name = element.getQualifiedName().toString();
        if (element.getKind() == ElementKind.ENUM) {
            return enumeration(element);
        }
        if (Codecs.isMessage(element)) {
            return Codecs.isBound(element)
                    ? unsupported(type, Family.BOUND)
                    : new FieldType.Nested(Names.of(element), codecs.facts(element));
        }
        return switch (name) {
            case "java.lang.String" -> FieldType.Variable.TEXT;
            case "java.util.UUID" -> FieldType.Fixed.UUID;
            case "io.ringkernel.buffer.BufferRef" -> FieldType.Fixed.BUFFER_REF;
            case "java.util.List" -> sequence(Kind.LIST, type);
            case "java.util.Set" -> sequence(Kind.SET, type);
            case "java.util.Map" -> map(type);
            default -> Permitted.isSealed(element) ? oneOf(element) : unsupported(type, family(element, name));
        };
    }

    private FieldType array(ArrayType type) {
        TypeMirror component = type.getComponentType();
        if (component.getKind() == TypeKind.BYTE) {
            return FieldType.Variable.BYTES;
        }
        if (component.getKind().isPrimitive()) {
            return unsupported(type, Family.ARRAY);
        }
        boolean isGeneric = component instanceof DeclaredType declared
                && !declared.getTypeArguments().isEmpty();
        return isGeneric ? unsupported(type, Family.ARRAY) : new FieldType.Sequence(Kind.ARRAY, element(component));
    }

    private FieldType sequence(Kind kind, TypeMirror type) {
        List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
        return arguments.isEmpty()
                ? unsupported(type, Family.COLLECTION)
                : new FieldType.Sequence(kind, element(arguments.get(0)));
    }

    private FieldType map(TypeMirror type) {
        List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
        return arguments.isEmpty()
                ? unsupported(type, Family.COLLECTION)
                : new FieldType.MapOf(element(arguments.get(0)), element(arguments.get(1)));
    }

    /* What stands in a collection, where null is a matter of the type and not of the component. */
    private FieldType element(TypeMirror type) {
        if (type.getKind() == TypeKind.WILDCARD) {
            return unsupported(type, Family.COLLECTION);
        }
        FieldType element = of(type);
        boolean isNullable = type.getAnnotationMirrors().stream()
                .anyMatch(mirror ->
                        mirror.getAnnotationType().asElement().getSimpleName().contentEquals("Nullable"));
        return isNullable && !(element instanceof FieldType.Unsupported)
                ? new FieldType.Maybe(element, FieldType.Absence.NULLABLE)
                : element;
    }

    private FieldType oneOf(TypeElement type) {
        Permitted permitted = Permitted.of(type);
        return new FieldType.OneOf(
                Names.of(type),
                permitted.messages().stream()
                        .map(message -> new FieldType.Nested(Names.of(message), codecs.facts(message)))
                        .toList(),
                permitted.others());
    }

    private static FieldType enumeration(TypeElement element) {
        List<EnumConstant> constants = element.getEnclosedElements().stream()
                .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                .map(member -> new EnumConstant(member.getSimpleName().toString()))
                .toList();
        return new FieldType.Enumeration(Names.of(element), constants, Names.access(element) != Access.PRIVATE);
    }

    private static Family family(TypeElement element, String name) {
        if (BOXES.contains(name)) {
            return Family.BOX;
        }
        if (COLLECTIONS.contains(name)) {
            return Family.COLLECTION;
        }
        if (name.startsWith("java.util.Optional")) {
            return Family.OPTIONAL;
        }
        if (name.startsWith("java.time.")) {
            return Family.TIME;
        }
        return element.getKind() == ElementKind.RECORD ? Family.RECORD : Family.OTHER;
    }

    private static FieldType unsupported(TypeMirror type, Family family) {
        return new FieldType.Unsupported(DisplayName.of(type), family);
    }
}
