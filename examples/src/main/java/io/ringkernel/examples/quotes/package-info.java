// SPDX-License-Identifier: Apache-2.0
/** All ways to ask a kernel, and to answer. Start reading at {@code Quotes}. */
@NullMarked
package io.ringkernel.examples.quotes;

import org.jspecify.annotations.NullMarked;
