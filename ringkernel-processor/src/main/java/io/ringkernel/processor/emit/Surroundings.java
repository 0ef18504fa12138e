// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import java.util.function.Predicate;

/**
 * What is around a generated class.
 *
 * @param marksGenerated whether the code can name {@code @Generated}
 * @param isInPackage    tells of a simple name whether a class of the package has it
 */
public record Surroundings(boolean marksGenerated, Predicate<String> isInPackage) {}
