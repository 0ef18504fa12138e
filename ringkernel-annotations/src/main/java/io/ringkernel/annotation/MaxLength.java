// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits the encoded length of a {@code String} (in bytes of UTF-8), a {@code byte[]}, a {@code BigInteger} or a
 * {@code BigDecimal} in a message.
 *
 * <p>A tight limit makes small slots: the processor adds the limits up, and a kernel's slots hold the largest message
 * it handles. A longer value is refused when it is written and when it is read.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface MaxLength {
    /** The limit of a field without this annotation, in bytes. */
    int DEFAULT = 65_536;

    /** The limit of a {@code BigInteger} or a {@code BigDecimal} without this annotation, in bytes. */
    int DEFAULT_NUMBER = 1024;

    /** The largest limit that can be set, in bytes. */
    int LARGEST = 16 * 1024 * 1024;

    /**
     * The limit.
     *
     * @return most bytes the field may occupy, from 1 to {@link #LARGEST}
     */
    int value();
}
