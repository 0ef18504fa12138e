// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The outboxes of kernels that have ended and left something in them, by kernel id, the last incarnation's of each. */
final class LeftOutboxes {
    /** Most of them that are kept; the oldest makes way. */
    static final int MOST = 1024;

    private final Map<String, Outbox> outboxes = new LinkedHashMap<>(); // guarded by this

    /** Forgets what an earlier incarnation left. */
    synchronized void forget(String kernelId) {
        outboxes.remove(kernelId);
    }

    synchronized void keep(String kernelId, @Nullable Outbox outbox) {
        forget(kernelId);
        if (outbox == null || outbox.isEmpty()) {
            return;
        }
        outboxes.put(kernelId, outbox);
        if (outboxes.size() > MOST) {
            outboxes.remove(outboxes.keySet().iterator().next());
        }
    }

    synchronized @Nullable Outbox find(String kernelId) {
        return outboxes.get(kernelId);
    }
}
