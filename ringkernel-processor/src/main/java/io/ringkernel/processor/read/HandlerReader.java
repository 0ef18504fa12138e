// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.read;

import io.ringkernel.processor.model.Handler;
import io.ringkernel.processor.model.HandlerType;
import io.ringkernel.processor.report.SourcePlace;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads methods that take messages. */
final class HandlerReader {
    private static final String CONTEXT = "io.ringkernel.KernelContext";
    private static final String REPLY_TO = "io.ringkernel.ReplyTo";
    private static final String CODEC = "io.ringkernel.msgpack.MsgpackCodec";

    private final Elements elements;
    private final Types types;
    private final Codecs codecs;

    HandlerReader(Elements elements, Types types, Codecs codecs) {
        this.elements = elements;
        this.types = types;
        this.codecs = codecs;
    }

    Handler read(ExecutableElement method) {
        return new Handler(
                method.getSimpleName().toString(),
                method.getModifiers().contains(Modifier.PRIVATE),
                method.getModifiers().contains(Modifier.STATIC),
                method.getParameters().stream()
                        .map(VariableElement::asType)
                        .map(this::type)
                        .toList(),
                type(method.getReturnType()),
                method.getThrownTypes().stream().anyMatch(type -> !isUnchecked(type)),
                method.getThrownTypes().stream().anyMatch(type -> !isUnchecked(type) && !is(type, Exception.class)),
                SourcePlace.of(method));
    }

    boolean canCreate(TypeElement type) {
        return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .anyMatch(constructor -> constructor.getParameters().isEmpty()
                        && !constructor.getModifiers().contains(Modifier.PRIVATE)
                        && constructor.getThrownTypes().stream().allMatch(this::isUnchecked));
    }

    private boolean isUnchecked(TypeMirror type) {
        return is(type, RuntimeException.class) || is(type, Error.class);
    }

    private boolean is(TypeMirror type, Class<?> superType) {
        return types.isSubtype(
                type, elements.getTypeElement(superType.getName()).asType());
    }

    HandlerType type(TypeMirror type) {
        if (type.getKind() == TypeKind.VOID) {
            return HandlerType.Plain.NOTHING;
        }
        if (type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element) {
            if (element.getQualifiedName().contentEquals(CONTEXT)) {
                return HandlerType.Plain.CONTEXT;
            }
            if (element.getQualifiedName().contentEquals(REPLY_TO)) {
                return replyTo(declared);
            }
            if (Codecs.isMessage(element)) {
                if (!element.getTypeParameters().isEmpty()) {
                    return new HandlerType.Generic(DisplayName.of(type));
                }
                return record(element);
            }
            if (Permitted.isSealed(element)) {
                return oneOf(element);
            }
            Optional<TypeElement> message = messageOfReader(element);
            if (message.isPresent()) {
                return new HandlerType.Reader(
                        Names.of(message.get()),
                        Names.access(message.get()),
                        codecs.facts(message.get()),
                        Codecs.isBound(message.get()));
            }
        }
        boolean isRecord =
                type instanceof DeclaredType declared && declared.asElement().getKind() == ElementKind.RECORD;
        return new HandlerType.Other(DisplayName.of(type), isRecord && !isOurs(type));
    }

    /* An envelope is a record, but not one that a user can mark. */
    private boolean isOurs(TypeMirror type) {
        String home = elements.getPackageOf(types.asElement(type)).toString();
        return home.equals("io.ringkernel") || home.equals("io.ringkernel.buffer");
    }

    private HandlerType replyTo(DeclaredType type) {
        HandlerType answer = type.getTypeArguments().isEmpty()
                ? HandlerType.Plain.NOTHING
                : type(type.getTypeArguments().get(0));
        return new HandlerType.ReplyTo(answer, DisplayName.of(type));
    }

    private HandlerType.Record record(TypeElement message) {
        return new HandlerType.Record(
                Names.of(message), Names.access(message), codecs.facts(message), Codecs.isBound(message));
    }

    private HandlerType oneOf(TypeElement type) {
        Permitted permitted = Permitted.of(type);
        return new HandlerType.OneOf(
                Names.of(type), permitted.messages().stream().map(this::record).toList(), permitted.others());
    }

    private static Optional<TypeElement> messageOfReader(TypeElement reader) {
        Element codec = reader.getEnclosingElement();
        if (!reader.getSimpleName().contentEquals("Reader") || !(codec instanceof TypeElement)) {
            return Optional.empty();
        }
        return ((TypeElement) codec)
                .getInterfaces().stream()
                        .map(DeclaredType.class::cast)
                        .filter(type -> ((TypeElement) type.asElement())
                                .getQualifiedName()
                                .contentEquals(CODEC))
                        .map(type -> (TypeElement)
                                ((DeclaredType) type.getTypeArguments().get(0)).asElement())
                        .findFirst();
    }
}
