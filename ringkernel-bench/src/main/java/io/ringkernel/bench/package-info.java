// SPDX-License-Identifier: Apache-2.0
/** Benchmarks of the engine beside its peers; uses the rest exactly as a user does. */
package io.ringkernel.bench;
