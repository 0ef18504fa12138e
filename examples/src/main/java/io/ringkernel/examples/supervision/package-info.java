// SPDX-License-Identifier: Apache-2.0
/** A kernel that fails, and one that looks after it. Start reading at {@code Workshop}. */
@NullMarked
package io.ringkernel.examples.supervision;

import org.jspecify.annotations.NullMarked;
