// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/** Gives a kernel a thread to run on. */
interface KernelExecutor {
    /** Sees to it that the kernel gets a turn soon. Called by exactly one thread for each end of a rest. */
    void wake(Kernel kernel);

    /** Makes sure that the caller has what a wake-up takes; throws otherwise, before anything is done. */
    default void prepareWake() {
        StackReserve.check();
    }

    /**
     * Interrupts the handler that runs, where it may be interrupted. Called by any thread, at the deadline of the end.
     *
     * @param kernel whose handler it is
     */
    default void interrupt(Kernel kernel) {}

    /** {@return what a text about the kernel says of its wait for a thread, and of the way out; nothing if it waits for none} */
    default String hint() {
        return "";
    }
}
