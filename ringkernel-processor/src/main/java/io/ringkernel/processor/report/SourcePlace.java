// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.report;

import io.ringkernel.processor.model.Place;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/**
 * A place that the compiler can print with file, line and caret.
 *
 * @param element    at fault; of a record component its private field, as javac finds no line for the component itself
 * @param annotation of the element, if it is at fault
 * @param value      in the annotation, if it is at fault
 */
public record SourcePlace(Element element, Optional<AnnotationMirror> annotation, Optional<AnnotationValue> value)
        implements Place {
    /**
     * Names an element.
     *
     * @param element at fault
     * @return its place
     */
    public static SourcePlace of(Element element) {
        return new SourcePlace(element, Optional.empty(), Optional.empty());
    }
}
