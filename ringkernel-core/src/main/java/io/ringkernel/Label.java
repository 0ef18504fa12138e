// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Priority;
import io.ringkernel.lane.Lane;
import org.jspecify.annotations.Nullable;

/** What the plain messages of one type from one sender to one kernel have in common, so that a claim need not ask for it. */
final class Label {
    final Priority level;
    final int room;
    final int typeId;
    final long traits;

    /** The lane they travel in, from the first claim on. */
    volatile @Nullable Lane lane;

    Label(Priority level, int room, int typeId, long traits) {
        this.level = level;
        this.room = room;
        this.typeId = typeId;
        this.traits = traits;
    }
}
