// SPDX-License-Identifier: Apache-2.0
/**
 * Messages for the world outside the JVM: msgpack maps that any msgpack library reads and writes.
 * {@link io.ringkernel.msgpack.Msgpack} is the way in; {@link io.ringkernel.msgpack.MapWriter},
 * {@link io.ringkernel.msgpack.MapReader} and {@link io.ringkernel.msgpack.Forms} are what generated codecs stand on.
 *
 * <p>May use {@code codec}, {@code buffer} and the annotations, and is the only importer of {@code org.msgpack}; knows
 * nothing of lanes and kernels.
 */
@NullMarked
package io.ringkernel.msgpack;

import org.jspecify.annotations.NullMarked;
