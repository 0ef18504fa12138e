// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a component of a message to the correlation id in its header, the id of the message that this one answers or belongs
 * to: a {@code UUID}, or a {@code MessageId} of the runtime. It takes no room among the fields.
 *
 * <p>Null and all bits 0 stand for none; a reply then gets the id of the message it answers. Who receives a message
 * without one finds null if the component may be null, else all bits 0.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface CorrelationId {}
