// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import io.ringkernel.processor.emit.Surroundings;
import io.ringkernel.processor.model.Place;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Problem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.Generated;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Finds out what a class sees that is generated beside another one. */
final class Sights {
    private static final String CORE = "io.ringkernel.codec.MessageCodec";

    private final Elements elements;
    private final Set<ModuleElement> withoutCore = new HashSet<>();
    private final Map<String, Boolean> isClass = new HashMap<>();

    Sights(Elements elements) {
        this.elements = elements;
    }

    /** Finds out whether the core is missing, which is said once. */
    List<Finding> findings(TypeElement origin, String name, Place place) {
        ModuleElement module = elements.getModuleOf(origin);
        boolean isMissing = elements.getTypeElement(module, CORE) == null;
        return isMissing && withoutCore.add(module)
                ? List.of(Finding.of(Problem.CORE_MISSING, place, name))
                : List.of();
    }

    /* A module has to read java.compiler to name its annotations. */
    Surroundings of(TypeElement origin) {
        ModuleElement module = elements.getModuleOf(origin);
        String home = elements.getPackageOf(origin).getQualifiedName().toString();
        String prefix = home.isEmpty() ? "" : home + ".";
        return new Surroundings(
                elements.getTypeElement(module, Generated.class.getName()) != null,
                Deprecations.of(origin, elements),
                name -> isClass.computeIfAbsent(
                        prefix + name, known -> elements.getTypeElement(module, known) != null));
    }
}
