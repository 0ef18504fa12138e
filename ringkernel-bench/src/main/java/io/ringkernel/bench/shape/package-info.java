// SPDX-License-Identifier: Apache-2.0
/** The shapes of the workloads: what the engine and each peer implement in the same way, so that only they differ. */
@NullMarked
package io.ringkernel.bench.shape;

import org.jspecify.annotations.NullMarked;
