// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.source.AnnotationSpec;
import io.ringkernel.processor.source.TypeSpec;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is around a generated class.
 *
 * @param marksGenerated whether the code can name {@code @Generated}
 * @param warnings       of the compiler that what it is generated for brings with it
 * @param isInPackage    tells of a simple name whether a class of the package has it
 */
public record Surroundings(boolean marksGenerated, List<String> warnings, Predicate<String> isInPackage) {
    void mark(TypeSpec.Builder type) {
        if (!warnings.isEmpty()) {
            type.addAnnotation(AnnotationSpec.suppressing(warnings));
        }
        if (marksGenerated) {
            type.addAnnotation(SourceText.generated());
        }
    }
}
