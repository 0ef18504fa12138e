// SPDX-License-Identifier: Apache-2.0
/** Three kernels in a row. Start reading at {@code Pipeline}. */
@NullMarked
package io.ringkernel.examples.pipeline;

import org.jspecify.annotations.NullMarked;
