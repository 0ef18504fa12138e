// SPDX-License-Identifier: Apache-2.0
/**
 * Measures how long messages are under way, at a fixed rate, in programs of the user's own as in the benchmarks. Depends on
 * HdrHistogram alone: what carries the messages may be anything.
 */
@NullMarked
package io.ringkernel.bench.latency;

import org.jspecify.annotations.NullMarked;
