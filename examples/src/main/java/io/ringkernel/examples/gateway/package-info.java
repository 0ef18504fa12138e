// SPDX-License-Identifier: Apache-2.0
/** A program in another language asks a kernel. Start reading at {@code Gateway}. */
@NullMarked
package io.ringkernel.examples.gateway;

import org.jspecify.annotations.NullMarked;
