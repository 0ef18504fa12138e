// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.stress;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A race that wakes threads, so that each sample takes some 100 µs. jcstress looks how many samples fit into a stride by running
 * more and more of them, which would take half a minute; a quick run has such a race in short strides.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Slow {}
