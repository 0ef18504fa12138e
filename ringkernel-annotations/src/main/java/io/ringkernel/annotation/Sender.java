// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a component of a message to the sender in its header, the id of the kernel that sent it: a {@code String}. It takes no
 * room among the fields.
 *
 * <p>Who receives the message finds who sent it: null, or an empty string if the component may not be null, for a thread
 * outside. What a record says when it is sent is not looked at.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Sender {}
