// SPDX-License-Identifier: Apache-2.0
/**
 * What generated codecs stand on: {@link io.ringkernel.codec.MessageCodec} is their common face,
 * {@link io.ringkernel.codec.Wire} and {@link io.ringkernel.codec.TailRef} do what all of them need.
 *
 * <p>May use {@code buffer} and the annotations; knows nothing of lanes and kernels.
 */
@NullMarked
package io.ringkernel.codec;

import org.jspecify.annotations.NullMarked;
