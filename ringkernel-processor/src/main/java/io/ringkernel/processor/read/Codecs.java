// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.read;

import io.ringkernel.annotation.Message;
import io.ringkernel.processor.model.CodecFacts;
import io.ringkernel.processor.model.HeaderField;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Knows which messages are compiled now, and reads the constants of codecs that were compiled earlier. */
public final class Codecs {
    private final Elements elements;
    private final Set<String> messagesHere = new HashSet<>();

    /**
     * Creates an empty register.
     *
     * @param elements of the compiler
     */
    public Codecs(Elements elements) {
        this.elements = elements;
    }

    /**
     * Notes a message whose codec is to be generated.
     *
     * @param message marked {@code @Message}
     */
    public void expect(TypeElement message) {
        messagesHere.add(message.getQualifiedName().toString());
    }

    CodecFacts facts(TypeElement message) {
        if (messagesHere.contains(message.getQualifiedName().toString())) {
            return CodecFacts.Here.HERE;
        }
        TypeElement codec = elements.getTypeElement(Names.of(message).codec().qualifiedName());
        if (codec == null) {
            return CodecFacts.Missing.MISSING;
        }
        return new CodecFacts.There(
                constant(codec, "TYPE_ID"), constant(codec, "BLOCK_LENGTH"), constant(codec, "MAX_ENCODED_LENGTH"));
    }

    private static int constant(TypeElement codec, String name) {
        for (VariableElement field : ElementFilter.fieldsIn(codec.getEnclosedElements())) {
            if (field.getSimpleName().contentEquals(name) && field.getConstantValue() instanceof Integer value) {
                return value;
            }
        }
        return 0;
    }

    /** Finds the field of the header that a component is bound to, the first one if there are several. */
    static Optional<HeaderField> headerField(VariableElement field) {
        return Stream.of(HeaderField.values())
                .filter(header -> Annotation.isOn(field, header.annotation()))
                .findFirst();
    }

    /** Tells whether a message declares header fields. */
    static boolean isBound(TypeElement message) {
        return ElementFilter.fieldsIn(message.getEnclosedElements()).stream()
                .anyMatch(field -> headerField(field).isPresent());
    }

    /** Tells whether a type or a declaration is marked as one that may be null. */
    static boolean isNullable(AnnotatedConstruct construct) {
        return construct.getAnnotationMirrors().stream()
                .anyMatch(mirror ->
                        mirror.getAnnotationType().asElement().getSimpleName().contentEquals("Nullable"));
    }

    static boolean isMessage(TypeElement type) {
        return type.getKind() == ElementKind.RECORD && Annotation.isOn(type, Message.class);
    }
}
