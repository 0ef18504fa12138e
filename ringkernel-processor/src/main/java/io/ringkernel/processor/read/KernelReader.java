// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.read;

import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.OnStart;
import io.ringkernel.annotation.OnStop;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.processor.model.DeclaredKernel;
import io.ringkernel.processor.model.HandlerType;
import io.ringkernel.processor.model.Hook;
import io.ringkernel.processor.model.KernelSettings;
import io.ringkernel.processor.model.Setting;
import io.ringkernel.processor.model.StrayHandler;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Problem;
import io.ringkernel.processor.report.SourcePlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads the kernels in a type: the type itself, and its methods, as far as they are marked {@code @RingKernel}. */
public final class KernelReader {
    private final Elements elements;
    private final HandlerReader handlers;

    /**
     * Creates a reader.
     *
     * @param elements of the compiler
     * @param types    of the compiler
     * @param codecs   that exist or are to be generated
     */
    public KernelReader(Elements elements, Types types, Codecs codecs) {
        this.elements = elements;
        this.handlers = new HandlerReader(elements, types, codecs);
    }

    /**
     * Tells whether the compiler knows, by now, all that the kernels in a type name.
     *
     * @param type with kernels in it
     * @return whether it can be read
     */
    public boolean isReady(TypeElement type) {
        return unresolved(type).isEmpty()
                && Stream.concat(Stream.of(type), methods(type))
                        .flatMap(element -> Annotation.of(elements, element, RingKernel.class).stream())
                        .allMatch(Annotation::isReadable);
    }

    /**
     * Finds the first handler with a type that the compiler does not know, or not yet.
     *
     * @param type with kernels in it
     * @return the finding, if it stays so
     */
    public static Optional<Finding> unresolved(TypeElement type) {
        return methods(type)
                .filter(method -> Annotation.isOn(method, RingKernel.class)
                        || memberMarks().anyMatch(mark -> Annotation.isOn(method, mark)))
                .flatMap(method -> types(method)
                        .filter(used -> used.getKind() == TypeKind.ERROR)
                        .map(used -> Finding.of(
                                Problem.UNRESOLVED_TYPE, SourcePlace.of(method), method.getSimpleName(), used)))
                .findFirst();
    }

    private static Stream<TypeMirror> types(ExecutableElement method) {
        return Stream.concat(
                        method.getParameters().stream().map(VariableElement::asType), Stream.of(method.getReturnType()))
                .flatMap(KernelReader::withArguments);
    }

    private static Stream<TypeMirror> withArguments(TypeMirror type) {
        return type instanceof DeclaredType declared
                ? Stream.concat(Stream.of(type), declared.getTypeArguments().stream())
                : Stream.of(type);
    }

    /**
     * Reads a type.
     *
     * @param type with kernels in it
     * @return all of them
     */
    public List<DeclaredKernel> read(TypeElement type) {
        List<DeclaredKernel> kernels = new ArrayList<>();
        Annotation.of(elements, type, RingKernel.class)
                .ifPresent(annotation -> kernels.add(kernel(type, Optional.empty(), annotation)));
        methods(type)
                .forEach(method -> Annotation.of(elements, method, RingKernel.class)
                        .ifPresent(annotation -> kernels.add(kernel(type, Optional.of(method), annotation))));
        return kernels;
    }

    /** {@return the annotations of methods that belong into a class marked {@code @RingKernel}} */
    public static Stream<Class<? extends java.lang.annotation.Annotation>> memberMarks() {
        return Stream.of(Handles.class, OnStart.class, OnStop.class);
    }

    /**
     * Reads a handler or a hook outside a kernel.
     *
     * @param method marked so
     * @param mark   of it
     * @return the method, if its class is not marked {@code @RingKernel}
     */
    public static Optional<StrayHandler> stray(Element method, Class<?> mark) {
        TypeElement type = (TypeElement) method.getEnclosingElement();
        return Annotation.isOn(type, RingKernel.class)
                ? Optional.empty()
                : Optional.of(new StrayHandler(
                        "@" + mark.getSimpleName(),
                        method.getSimpleName().toString(),
                        Names.of(type),
                        SourcePlace.of(method)));
    }

    private DeclaredKernel kernel(TypeElement type, Optional<ExecutableElement> method, Annotation annotation) {
        return new DeclaredKernel(
                Names.of(type),
                Names.kind(type),
                new DeclaredKernel.Shape(
                        Names.access(type),
                        type.getModifiers().contains(Modifier.ABSTRACT),
                        !type.getTypeParameters().isEmpty(),
                        isInner(type)),
                method.map(element -> element.getSimpleName().toString()),
                settings(annotation),
                handlers.canCreate(type),
                method.map(Stream::of)
                        .orElseGet(() -> handles(type))
                        .map(handlers::read)
                        .toList(),
                method.isPresent()
                        ? List.of()
                        : methods(type).flatMap(this::hooks).toList(),
                receives(annotation),
                SourcePlace.of(method.<Element>map(element -> element).orElse(type)));
    }

    private Setting<List<HandlerType>> receives(Annotation annotation) {
        Setting<List<?>> written = annotation.types("receives");
        return new Setting<>(
                written.value().stream()
                        .map(TypeMirror.class::cast)
                        .map(handlers::type)
                        .toList(),
                written.place());
    }

    private static KernelSettings settings(Annotation annotation) {
        return new KernelSettings(
                annotation.setting("id", String.class),
                annotation.setting("capacity", Integer.class),
                annotation.setting("slotLength", Integer.class),
                annotation.constant("backpressure"),
                annotation.constant("execution"),
                annotation.constant("idle"),
                annotation.constant("producers"),
                annotation.constant("onFailure"),
                annotation.setting("reentrant", Boolean.class));
    }

    private static Stream<ExecutableElement> handles(TypeElement type) {
        return methods(type).filter(method -> Annotation.isOn(method, Handles.class));
    }

    private Stream<Hook> hooks(ExecutableElement method) {
        return Stream.concat(
                        Stream.of(Hook.Moment.START).filter(moment -> Annotation.isOn(method, OnStart.class)),
                        Stream.of(Hook.Moment.STOP).filter(moment -> Annotation.isOn(method, OnStop.class)))
                .map(moment -> new Hook(moment, handlers.read(method)));
    }

    private static Stream<ExecutableElement> methods(TypeElement type) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream();
    }

    private static boolean isInner(TypeElement type) {
        return type.getNestingKind() == NestingKind.MEMBER
                && !type.getModifiers().contains(Modifier.STATIC);
    }
}
