// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a {@link RingKernel} class as the handler of one message type.
 *
 * <p>The first parameter is a {@link Message} record, or the {@code Reader} of its codec, which reads the message where
 * it lies and is valid until the handler returns, or a sealed interface of such records. Behind it the method takes the
 * {@code KernelContext} if it wants it, and a {@code ReplyTo} if it answers later, in any order. What the method returns is the
 * reply, a record or a sealed interface of records; {@code void} means that there is none, or that it is given otherwise: with
 * {@code KernelContext.reply}, or to the {@code ReplyTo}, which is the answer taken out of the handler from the start.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Handles {}
