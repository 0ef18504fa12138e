// SPDX-License-Identifier: Apache-2.0
/** How a user measures kernels of his own. */
@NullMarked
package io.ringkernel.bench.example;

import org.jspecify.annotations.NullMarked;
