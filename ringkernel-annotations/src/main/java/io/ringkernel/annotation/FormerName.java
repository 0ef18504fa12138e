// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names that a field had in older versions of its message. On the wire a field is known by its place, so a new name
 * changes nothing there; but where fields have names, in the schema file and in msgpack, this one is found by any of
 * them.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface FormerName {
    /**
     * The names.
     *
     * @return one or more, each a name that no other field of the message has
     */
    String[] value();
}
