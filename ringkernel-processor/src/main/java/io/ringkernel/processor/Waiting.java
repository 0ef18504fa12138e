// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Reporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Types that are still to be processed, in the order of their names so that the result does not depend on the order of
 * the sources. A type that names a class which does not exist yet waits for the round in which it does. An element
 * belongs to one round; between rounds a type is its name.
 */
final class Waiting {
    private final Elements elements;
    private final TreeSet<String> names = new TreeSet<>();

    Waiting(Elements elements) {
        this.elements = elements;
    }

    void add(TypeElement type) {
        names.add(type.getQualifiedName().toString());
    }

    /** Takes out the types that are complete. */
    List<TypeElement> takeReady(Predicate<TypeElement> isReady) {
        List<TypeElement> ready = new ArrayList<>();
        for (TypeElement type : all()) {
            if (isReady.test(type)) {
                ready.add(type);
                names.remove(type.getQualifiedName().toString());
            }
        }
        return ready;
    }

    /** Reports the types that waited for something nobody generated. */
    void report(Function<TypeElement, Optional<Finding>> unresolved, Reporter reporter) {
        for (TypeElement type : all()) {
            unresolved.apply(type).ifPresent(finding -> reporter.report(List.of(finding)));
        }
    }

    private List<TypeElement> all() {
        return names.stream().map(elements::getTypeElement).toList();
    }
}
