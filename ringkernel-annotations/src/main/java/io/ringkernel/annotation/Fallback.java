// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the constant of an enum that stands for every code that this version of the enum does not know. Without one, a
 * message with such a code is refused.
 *
 * <p>What is read as the fallback is written as the fallback: a message that is passed on through a record loses the code
 * that it had.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Fallback {}
