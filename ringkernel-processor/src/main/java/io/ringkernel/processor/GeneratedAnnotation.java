// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import javax.annotation.processing.Generated;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Tells whether generated code may be marked {@link Generated}: a module has to read {@code java.compiler} for that. */
final class GeneratedAnnotation {
    private GeneratedAnnotation() {}

    static boolean isVisible(Elements elements, TypeElement origin) {
        return elements.getTypeElement(elements.getModuleOf(origin), Generated.class.getName()) != null;
    }
}
