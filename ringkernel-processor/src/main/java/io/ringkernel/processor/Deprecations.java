// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import io.ringkernel.annotation.DefaultValue;
import io.ringkernel.annotation.Fallback;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.processor.read.KernelReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Finds out of what javac warns in a class that is generated for a message or a kernel: of what that names and is
 * deprecated. A source file that names it itself is warned of it, too, unless it says that it knows; a generated one cannot know.
 */
final class Deprecations {
    private static final String DEPRECATION = "deprecation";
    private static final String REMOVAL = "removal";

    private final Elements elements;
    private final Set<TypeElement> seen = new HashSet<>();
    private final Set<String> warnings = new TreeSet<>();

    private Deprecations(Elements elements) {
        this.elements = elements;
    }

    /** Finds the names of the warnings, as {@code @SuppressWarnings} takes them. */
    static List<String> of(TypeElement origin, Elements elements) {
        Deprecations found = new Deprecations(elements);
        found.name(origin);
        if (origin.getAnnotation(Message.class) != null) {
            found.components(origin);
            if (elements.isDeprecated(origin)) {
                found.warnings.remove(DEPRECATION); // its codec is deprecated, and may name what is
            }
        } else {
            found.kernel(origin);
        }
        return List.copyOf(found.warnings);
    }

    private void components(TypeElement message) {
        List<? extends RecordComponentElement> components = message.getRecordComponents();
        ElementFilter.constructorsIn(message.getEnclosedElements()).stream()
                .filter(constructor -> constructor.getParameters().size() == components.size())
                .forEach(this::note);
        for (RecordComponentElement component : components) {
            type(component.asType(), true);
            ElementFilter.fieldsIn(message.getEnclosedElements()).stream()
                    .filter(field -> field.getSimpleName().equals(component.getSimpleName()))
                    .forEach(field -> defaultValue(component.asType(), field.getAnnotation(DefaultValue.class)));
        }
    }

    /* A default is written as the constant that it is; without one, it is the fallback. */
    private void defaultValue(TypeMirror type, DefaultValue value) {
        if (type instanceof DeclaredType declared) {
            declared.asElement().getEnclosedElements().stream()
                    .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                    .filter(constant -> value == null
                            ? constant.getAnnotation(Fallback.class) != null
                            : constant.getSimpleName().contentEquals(value.value()))
                    .forEach(this::note);
        }
    }

    private void kernel(TypeElement kernel) {
        ElementFilter.constructorsIn(kernel.getEnclosedElements()).stream()
                .filter(constructor -> constructor.getParameters().isEmpty())
                .forEach(this::note);
        for (ExecutableElement method : ElementFilter.methodsIn(kernel.getEnclosedElements())) {
            if (method.getAnnotation(RingKernel.class) != null
                    || KernelReader.memberMarks().anyMatch(mark -> method.getAnnotation(mark) != null)) {
                note(method);
                type(method.getReturnType(), false);
                method.getParameters().forEach(parameter -> type(parameter.asType(), false));
            }
        }
    }

    /* What is in a generic message is read and written by the codec of the message that uses it. */
    private void type(TypeMirror type, boolean isField) {
        if (type instanceof ArrayType array) {
            type(array.getComponentType(), isField);
        } else if (type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element) {
            declared.getTypeArguments().forEach(argument -> type(argument, isField));
            name(element);
            if (seen.add(element)) {
                element.getPermittedSubclasses().forEach(permitted -> type(permitted, isField));
                if (isField
                        && element.getKind() == ElementKind.RECORD
                        && !element.getTypeParameters().isEmpty()) {
                    components(element);
                }
            }
        }
    }

    /* Whoever names a class names those around it. Of a message the codec is named, too, which is just deprecated. */
    private void name(TypeElement type) {
        for (Element element = type; element instanceof TypeElement; element = element.getEnclosingElement()) {
            note(element);
        }
        if (elements.isDeprecated(type) && type.getAnnotation(Message.class) != null) {
            warnings.add(DEPRECATION);
        }
    }

    private void note(Element element) {
        Deprecated mark = element.getAnnotation(Deprecated.class);
        if (mark != null) {
            warnings.add(mark.forRemoval() ? REMOVAL : DEPRECATION);
        }
    }
}
