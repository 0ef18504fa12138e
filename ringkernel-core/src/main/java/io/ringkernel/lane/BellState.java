// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

/**
 * The fields of a doorbell, which each sender reads with each message. They have a line to themselves: what lies beside them
 * otherwise, as the place of the kernel in its lanes, is written with each message, and each sender would have to fetch it as often.
 */
abstract class BellState extends LineStart {
    final Doorbell.Wake wake;
    int state; // AWAKE or RESTING
    boolean spins;

    BellState(Doorbell.Wake wake, boolean spins) {
        this.wake = wake;
        this.spins = spins;
    }
}
