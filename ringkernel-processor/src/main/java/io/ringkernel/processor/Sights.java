// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import io.ringkernel.processor.emit.Surroundings;
import java.util.HashMap;
import java.util.Map;
import javax.annotation.processing.Generated;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Finds out what a class sees that is generated beside another one. */
final class Sights {
    private final Elements elements;
    private final Map<String, Boolean> isClass = new HashMap<>();

    Sights(Elements elements) {
        this.elements = elements;
    }

    /* A module has to read java.compiler to name its annotations. */
    Surroundings of(TypeElement origin) {
        ModuleElement module = elements.getModuleOf(origin);
        String home = elements.getPackageOf(origin).getQualifiedName().toString();
        String prefix = home.isEmpty() ? "" : home + ".";
        return new Surroundings(
                elements.getTypeElement(module, Generated.class.getName()) != null,
                name -> isClass.computeIfAbsent(
                        prefix + name, known -> elements.getTypeElement(module, known) != null));
    }
}
