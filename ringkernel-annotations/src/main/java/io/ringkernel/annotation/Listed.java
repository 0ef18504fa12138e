// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the generated class by which the service loader finds a message or a kernel. Only the processor writes it, and
 * only the processor reads it: the lists in {@code META-INF/services} are made of the classes that have it.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Listed {
    /** {@return the name of the record, class or method that it was generated for} */
    String value();
}
