// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/**
 * Hears of each step in the life of a kernel; see {@link KernelHandle#addListener}.
 *
 * <p>All listeners of a runtime are called by one thread of its own, one after the other, in the order of the steps. It
 * holds no lock and runs no kernel, so a listener may wait, launch and end kernels; one that is slow makes the others
 * late. What it throws is logged, and the others are called all the same.
 */
@FunctionalInterface
public interface KernelListener {
    /**
     * Called after a step.
     *
     * @param kernel that made it; by now its state may be another one
     * @param before the step
     * @param after  the step
     * @throws Exception whatever it likes; it is logged
     */
    void onStep(KernelHandle kernel, KernelState before, KernelState after) throws Exception;
}
