// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes: {@link io.ringkernel.buffer.MessageBuffer} is a checked stretch of off-heap memory,
 * {@link io.ringkernel.buffer.BufferPool} hands out payload buffers that travel between kernels by
 * {@link io.ringkernel.buffer.BufferRef}.
 *
 * <p>The lowest floor of the core: it uses the JDK and Chronicle Bytes, whose only door this is, and nothing else of
 * RingKernel. No Chronicle type appears outside.
 */
@NullMarked
package io.ringkernel.buffer;

import org.jspecify.annotations.NullMarked;
