// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.time.Duration;
import java.util.List;

/**
 * A handler, or a hook, that has kept the thread of its kernel for longer than {@link RuntimeOptions#stallThreshold}.
 *
 * @param kernelId of its kernel
 * @param doing    what the kernel does, in words, with the type of the message in hand
 * @param duration how long it has done that, at least
 * @param thread   name of the thread that it keeps
 * @param stack    where that thread is, innermost frame first
 */
public record Stall(String kernelId, String doing, Duration duration, String thread, List<StackTraceElement> stack) {
    /**
     * Copies the stack.
     *
     * @param kernelId of its kernel
     * @param doing    what the kernel does
     * @param duration how long it has done that
     * @param thread   name of the thread
     * @param stack    where that thread is
     */
    public Stall {
        stack = List.copyOf(stack);
    }
}
