// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

/** Is told that a lane has room again. */
@FunctionalInterface
public interface RoomListener {
    /** Takes notice. Called once for each time that it was asked for, by the thread that made room; must not block. */
    void onRoom();
}
