// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import com.lmax.disruptor.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a {@link SoloCursor}: apart from the published sequence by Disruptor's padding, and by that of the subclass from what
 * lies behind the object. The JVM puts references last, behind any padding in the same class.
 */
abstract class SoloState extends Sequence {
    final Sequence consumed;
    final int capacity;

    /** The next sequence to claim. Of the producer alone. */
    long next;

    /** Before which sequence all slots were seen to be free. Of the producer alone. */
    long end;

    /** The producer, from its first claim on. */
    @Nullable
    Thread owner;

    SoloState(Sequence consumed, int capacity) {
        this.consumed = consumed;
        this.capacity = capacity;
        this.end = capacity;
    }
}
