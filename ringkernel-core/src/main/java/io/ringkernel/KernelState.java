// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/**
 * Where a kernel stands in its life: {@code CREATED → LAUNCHED → STARTING → ACTIVE ⇄ DEACTIVATED → TERMINATING →
 * TERMINATED}, or {@code FAILED} in the place of the last.
 */
public enum KernelState {
    /** It exists, and is not yet known to the runtime. */
    CREATED,
    /** Messages are accepted and wait for the activation. */
    LAUNCHED,
    /**
     * Messages are accepted and wait until the start hook has returned; after a failure, until a fresh instance has taken the
     * place of the one that failed. A kernel without hooks passes this over when it is activated.
     */
    STARTING,
    /** Messages are accepted and handled. */
    ACTIVE,
    /** Messages are accepted, up to the capacity of the lanes, and wait. */
    DEACTIVATED,
    /** No more messages are accepted; those in the lanes are still handled, if there is time for them. */
    TERMINATING,
    /** The end. */
    TERMINATED,
    /**
     * The end, too, with a cause: the start hook threw, or a handler did and the failure policy says so, or one did not
     * return in time and may still occupy its thread.
     */
    FAILED;

    /** {@return whether the kernel takes messages in this state} */
    public boolean isAccepting() {
        return this != CREATED && this != TERMINATING && !isEnded();
    }

    /** {@return whether the kernel has ended} */
    public boolean isEnded() {
        return this == TERMINATED || this == FAILED;
    }

    /** {@return whether a kernel that is in this state can come to be in another} */
    boolean leadsTo(KernelState later) {
        return switch (this) {
            case TERMINATED, FAILED -> false;
            case TERMINATING -> later.isEnded();
            default -> later.compareTo(LAUNCHED) > 0 || later.compareTo(this) > 0;
        };
    }
}
