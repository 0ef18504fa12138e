// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a component of a message to the priority in its header: a {@code byte} (without sign), {@code short}, {@code int} or
 * {@code long}, or one of their boxes. It takes no room among the fields.
 *
 * <p>The record is sent with this priority, unless the options of the send name another; a box that is null leaves it to
 * {@link Message#priority}. A value outside 0 to 255 is refused.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface MessagePriority {}
