// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a component of a message to the time in its header at which it was sent: an {@code Instant}, or a {@code long} in
 * milliseconds since 1970. It takes no room among the fields.
 *
 * <p>A message that is sent with null, {@code Instant.EPOCH} or 0 gets the time of the send; any other time is kept, to
 * the nanosecond, from the year 1677 to 2262.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Timestamp {}
