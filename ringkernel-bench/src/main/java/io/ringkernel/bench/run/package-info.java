// SPDX-License-Identifier: Apache-2.0
/** Runs what is measured, each side in JVMs of its own and in turn, and says what the machine is like meanwhile. */
@NullMarked
package io.ringkernel.bench.run;

import org.jspecify.annotations.NullMarked;
