// SPDX-License-Identifier: Apache-2.0
/** The kernels and messages that the benchmarks measure, written as a user would write them. */
@NullMarked
package io.ringkernel.bench.engine;

import org.jspecify.annotations.NullMarked;
