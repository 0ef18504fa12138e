// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.source;

import java.util.List;

/**
 * An annotation.
 *
 * @param type  of the annotation
 * @param value its only element, or nothing
 */
public record AnnotationSpec(ClassName type, CodeBlock value) {
    /**
     * Makes an annotation without elements.
     *
     * @param type of the annotation
     * @return the annotation
     */
    public static AnnotationSpec of(Class<?> type) {
        return new AnnotationSpec(ClassName.get(type), CodeBlock.of(""));
    }

    /**
     * Makes an annotation with one element.
     *
     * @param type  of the annotation
     * @param value a text
     * @return the annotation
     */
    public static AnnotationSpec of(ClassName type, String value) {
        return new AnnotationSpec(type, CodeBlock.of("$S", value));
    }

    /**
     * Makes the annotation that keeps the compiler from warnings.
     *
     * @param warnings names of one or more
     * @return the annotation
     */
    public static AnnotationSpec suppressing(List<String> warnings) {
        CodeBlock names =
                warnings.stream().map(name -> CodeBlock.of("$S", name)).collect(CodeBlock.joining(", "));
        return new AnnotationSpec(
                ClassName.get(SuppressWarnings.class), warnings.size() == 1 ? names : CodeBlock.of("{$L}", names));
    }

    CodeBlock code() {
        return value.isEmpty() ? CodeBlock.of("@$T", type) : CodeBlock.of("@$T($L)", type, value);
    }
}
