// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.read;

import io.ringkernel.processor.model.Setting;
import io.ringkernel.processor.report.SourcePlace;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
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
                        .contentEquals(type.getName()))
                .findFirst()
                .map(mirror -> new Annotation(elements, element, mirror));
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
        if (type.getKind() == TypeKind.INT) {
            return value instanceof Integer;
        }
        boolean isEnum = ((DeclaredType) type).asElement().getKind() == ElementKind.ENUM;
        return isEnum ? value instanceof VariableElement : value instanceof String && !value.equals(UNKNOWN);
    }

    <T> Setting<T> setting(String name, Class<T> type) {
        AnnotationValue written = value(mirror.getElementValues(), name);
        AnnotationValue value = written != null ? written : value(elements.getElementValuesWithDefaults(mirror), name);
        return new Setting<>(
                type.cast(value.getValue()),
                new SourcePlace(element, Optional.of(mirror), Optional.ofNullable(written)));
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
