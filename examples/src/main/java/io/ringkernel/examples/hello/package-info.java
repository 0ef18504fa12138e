// SPDX-License-Identifier: Apache-2.0
/** The smallest thing that runs. Start reading at {@code Hello}. */
@NullMarked
package io.ringkernel.examples.hello;

import org.jspecify.annotations.NullMarked;
