// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits the number of elements of an array or a collection in a message. A longer one is refused when it is written and
 * when it is read.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface MaxCount {
    /** The limit of a field without this annotation. */
    int DEFAULT = 1024;

    /** The largest limit that can be set. */
    int LARGEST = 1024 * 1024;

    /**
     * The limit.
     *
     * @return most elements the field may have, from 1 to {@link #LARGEST}
     */
    int value();
}
