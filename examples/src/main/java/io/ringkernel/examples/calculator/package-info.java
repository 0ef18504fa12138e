// SPDX-License-Identifier: Apache-2.0
/** Request and answer, and the two kinds of error. Start reading at {@code Calculator}. */
@NullMarked
package io.ringkernel.examples.calculator;

import org.jspecify.annotations.NullMarked;
