// SPDX-License-Identifier: Apache-2.0
/** The peers, each in one small class, at their best documented configuration. */
@NullMarked
package io.ringkernel.bench.baseline;

import org.jspecify.annotations.NullMarked;
