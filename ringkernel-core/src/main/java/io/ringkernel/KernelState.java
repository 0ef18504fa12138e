// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/** Where a kernel stands in its life: {@code CREATED → LAUNCHED → ACTIVE ⇄ DEACTIVATED → TERMINATING → TERMINATED}. */
public enum KernelState {
    /** It exists, and is not yet known to the runtime. */
    CREATED,
    /** Messages are accepted and wait for the activation. */
    LAUNCHED,
    /** Messages are accepted and handled. */
    ACTIVE,
    /** Messages are accepted, up to the capacity of the lanes, and wait. */
    DEACTIVATED,
    /** No more messages are accepted; those in the lanes are still handled. */
    TERMINATING,
    /** The end. */
    TERMINATED,
    /** The end, too: a handler did not return in time, and may still occupy its thread. */
    FAILED;

    /** {@return whether the kernel takes messages in this state} */
    public boolean isAccepting() {
        return this == LAUNCHED || this == ACTIVE || this == DEACTIVATED;
    }

    /** {@return whether the kernel has ended} */
    public boolean isEnded() {
        return this == TERMINATED || this == FAILED;
    }
}
