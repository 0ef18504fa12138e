// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a component of a message to the id in its header: a {@code UUID}, or a {@code MessageId} of the runtime. It takes no
 * room among the fields.
 *
 * <p>A message that is sent with null or with all bits 0 gets an id from the runtime; any other id is kept. Who receives
 * it finds the id that counts.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface MessageId {}
