// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of a {@link RingKernel} class that runs once after the last message was handled, on the thread that
 * handled it; never for a kernel that was not activated or whose {@link OnStart} method threw.
 *
 * <p>The method takes nothing or the {@code KernelContext}, which has no message here, returns nothing and may throw: that
 * is logged, and the end goes on. A class has one at most.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface OnStop {}
