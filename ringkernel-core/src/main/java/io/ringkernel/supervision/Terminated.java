// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.supervision;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel is sent when a kernel that it watches has ended. A class that watches others handles it like any message.
 *
 * @param kernelId of the kernel that ended
 * @param reason   of the end
 * @param failure  what the kernel failed with, as text of up to 250 characters; null if it did not
 */
@Message(id = Terminated.ID)
public record Terminated(
        @MaxLength(128) String kernelId,
        Reason reason,
        @Nullable @MaxLength(1024) String failure) {
    /** The type id. Those from {@code 0xFFFF_FF00} on belong to the runtime. */
    public static final int ID = 0xFFFF_FF01;

    /** How a kernel came to its end. */
    public enum Reason {
        /** Somebody ended it. */
        TERMINATED,
        /** It failed. */
        FAILED,
        /** It had ended before it was watched, or was never launched. */
        NO_KERNEL
    }
}
