// SPDX-License-Identifier: Apache-2.0
/** A kernel that puts messages aside until it can handle them. Start reading at {@code Kitchen}. */
@NullMarked
package io.ringkernel.examples.kitchen;

import org.jspecify.annotations.NullMarked;
