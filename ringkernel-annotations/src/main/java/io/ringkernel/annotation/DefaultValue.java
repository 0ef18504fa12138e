// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a field that a message does not have, because its writer is older than the field or left it out.
 *
 * <p>The text is read when the record is compiled: numbers, {@code boolean} and {@code char} as Java writes them without
 * a suffix, a constant of an enum by its name, a {@code String} as it is, and a {@code UUID}, {@code BigDecimal},
 * {@code BigInteger} and the types of {@code java.time} as their {@code parse} methods, or constructors, read them.
 *
 * <p>Without this annotation a number is 0, a {@code boolean} false, a text, an array or a collection empty, and what may
 * be absent is absent. Other types have no value that stands for none, and need one if they are {@linkplain Since added
 * later}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface DefaultValue {
    /**
     * The value as text.
     *
     * @return what the type of the field can be read from
     */
    String value();
}
