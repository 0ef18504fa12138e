// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of a {@link RingKernel} class that runs once after the activation, before the first message is
 * handled, on the thread that is to handle it.
 *
 * <p>The method takes nothing or the {@code KernelContext}, which has no message here, returns nothing and may throw: then
 * the kernel has failed, and whoever activates it is told. A class has one at most.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface OnStart {}
