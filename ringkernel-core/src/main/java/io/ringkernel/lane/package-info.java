// SPDX-License-Identifier: Apache-2.0
/**
 * Rings: a {@link io.ringkernel.lane.Lane} carries messages of one level, {@link io.ringkernel.lane.PriorityLanes} are
 * the lanes of one kernel and decide which is drained next, a {@link io.ringkernel.lane.Doorbell} wakes the kernel.
 *
 * <p>May use {@code buffer}, the annotations and the LMAX Disruptor, whose only door this is. A lane moves bytes and
 * never knows what they mean.
 */
@NullMarked
package io.ringkernel.lane;

import org.jspecify.annotations.NullMarked;
