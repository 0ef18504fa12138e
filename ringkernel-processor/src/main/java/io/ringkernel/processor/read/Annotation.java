// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.read;

import io.ringkernel.processor.model.Mark;
import io.ringkernel.processor.model.Setting;
import io.ringkernel.processor.report.SourcePlace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** One annotation on one element: its values, and where each of them stands. */
final class Annotation {
    /* What javac gives for a constant that it does not know. */
    private static final String UNKNOWN = "<error>";

    private final Elements elements;
    private final Element element;
    private final AnnotationMirror mirror;

    private Annotation(Elements elements, Element element, AnnotationMirror mirror) {
        this.elements = elements;
        this.element = element;
        this.mirror = mirror;
    }

    static Optional<Annotation> of(Elements elements, Element element, Class<?> type) {
        return element.getAnnotationMirrors().stream()
                .filter(mirror -> ((TypeElement) mirror.getAnnotationType().asElement())
                        .getQualifiedName()
                        .contentEquals(type.getCanonicalName()))
                .findFirst()
                .map(mirror -> new Annotation(elements, element, mirror));
    }

    /** Finds all annotations of a type that can be repeated. */
    static Stream<Annotation> all(Elements elements, Element element, Class<?> type, Class<?> container) {
        Stream<AnnotationMirror> repeated = of(elements, element, container).stream()
                .map(all -> value(elements.getElementValuesWithDefaults(all.mirror), "value")
                        .getValue())
                .flatMap(list -> ((List<?>) list).stream())
                .map(value -> (AnnotationMirror) ((AnnotationValue) value).getValue());
        return Stream.concat(
                of(elements, element, type).stream(),
                repeated.map(mirror -> new Annotation(elements, element, mirror)));
    }

    static boolean isOn(Element element, Class<?> type) {
        return of(null, element, type).isPresent();
    }

    /** Tells whether all values are there and of their types; if not, javac says so. */
    boolean isReadable() {
        Map<? extends ExecutableElement, ? extends AnnotationValue> values =
                elements.getElementValuesWithDefaults(mirror);
        return ElementFilter.methodsIn(mirror.getAnnotationType().asElement().getEnclosedElements()).stream()
                .allMatch(method -> values.containsKey(method)
                        && isOf(method.getReturnType(), values.get(method).getValue()));
    }

    private static boolean isOf(TypeMirror type, Object value) {
        return switch (type.getKind()) {
            case INT -> value instanceof Integer;
            case LONG -> value instanceof Long;
            case BOOLEAN -> value instanceof Boolean;
            case ARRAY ->
                value instanceof List<?> list
                        && list.stream()
                                .allMatch(element -> isOf(
                                        ((ArrayType) type).getComponentType(), ((AnnotationValue) element).getValue()));
            default -> isOfClass((TypeElement) ((DeclaredType) type).asElement(), value);
        };
    }

    private static boolean isOfClass(TypeElement type, Object value) {
        if (type.getKind() == ElementKind.ENUM) {
            return value instanceof VariableElement;
        }
        return type.getQualifiedName().contentEquals("java.lang.Class")
                ? value instanceof TypeMirror mirror && mirror.getKind() != TypeKind.ERROR
                : value instanceof String && !value.equals(UNKNOWN);
    }

    Mark mark() {
        Map<String, Setting<Object>> values = new HashMap<>();
        ElementFilter.methodsIn(mirror.getAnnotationType().asElement().getEnclosedElements()).stream()
                .map(method -> method.getSimpleName().toString())
                .forEach(name -> values.put(name, setting(name)));
        return new Mark(Map.copyOf(values), new SourcePlace(element, Optional.of(mirror), Optional.empty()));
    }

    private Setting<Object> setting(String name) {
        AnnotationValue written = value(mirror.getElementValues(), name);
        AnnotationValue value = written != null ? written : value(elements.getElementValuesWithDefaults(mirror), name);
        return new Setting<>(
                plain(value.getValue()), new SourcePlace(element, Optional.of(mirror), Optional.ofNullable(written)));
    }

    private static Object plain(Object value) {
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(element -> plain(((AnnotationValue) element).getValue()))
                    .toList();
        }
        return value instanceof VariableElement constant
                ? constant.getSimpleName().toString()
                : value;
    }

    <T> Setting<T> setting(String name, Class<T> type) {
        return mark().setting(name, type);
    }

    Setting<List<?>> types(String name) {
        Setting<Object> setting = setting(name);
        return new Setting<>((List<?>) setting.value(), setting.place());
    }

    String constant(String name) {
        return ((VariableElement) value(elements.getElementValuesWithDefaults(mirror), name)
                        .getValue())
                .getSimpleName()
                .toString();
    }

    private static AnnotationValue value(
            Map<? extends ExecutableElement, ? extends AnnotationValue> values, String name) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry : values.entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(name)) {
                return entry.getValue();
            }
        }
        return null;
    }
}
