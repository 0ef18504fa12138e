// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.Priority;

/**
 * Tells that a lane of a kernel fills, or has emptied again; see {@link LaunchOptions#marks}. It travels in the lane for
 * replies, above all others.
 *
 * @param kernelId of the kernel whose lane it is
 * @param level    of the lane
 * @param isHigh   whether the lane has come up to its high mark; if not, it has come down to its low mark after that
 * @param waiting  number of messages in the lane, when that was seen
 * @param capacity of the lane
 */
@Message(id = 0xFFFF_FF03, priority = Priority.HIGHEST, maxLength = 4096)
public record LaneMark(String kernelId, Priority level, boolean isHigh, int waiting, int capacity) {}
