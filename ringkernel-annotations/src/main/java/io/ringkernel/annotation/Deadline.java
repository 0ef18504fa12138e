// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a component of a message to the deadline in its header, after which it is not handled any more: a {@code Duration} or
 * a {@code long} in milliseconds, both from the send on, or an {@code Instant}. It takes no room among the fields.
 *
 * <p>The options of the send count before the record; null, {@code Duration.ZERO}, 0 and {@code Instant.MAX} leave it to
 * {@link Message#deadlineMs}. Who receives the message finds what is left until the deadline, or the {@code Instant} as
 * it was sent, and the same values for a message without one.
 *
 * <p>A {@code Duration} or a {@code long} of more than 100 years counts as 100 years (36,525 days). One that is negative, and an
 * {@code Instant} before 1677 or after 2262, is refused when the message is sent. An {@code Instant} in the past is not: the
 * message is then late already, and is counted as expired.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Deadline {}
