// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has the kernels of a runtime do without memory for their lanes while they have no messages: looks at all of them now and then, from the
 * first lane on, on the thread of the timer.
 */
final class IdleLanes {
    private final KernelRuntime runtime;
    private final KernelRegistry registry;
    private final long idleNs;
    private final AtomicBoolean hasBegun = new AtomicBoolean();

    IdleLanes(KernelRuntime runtime, KernelRegistry registry, long idleNs) {
        this.runtime = runtime;
        this.registry = registry;
        this.idleNs = idleNs;
    }

    /** Looks at lanes from now on. */
    void begin() {
        if (idleNs != 0 && !hasBegun.get() && hasBegun.compareAndSet(false, true)) {
            runtime.timer.schedule(this::look, idleNs);
        }
    }

    private void look() {
        try {
            registry.forEach(Kernel::vacateIfIdle);
        } finally {
            runtime.timer.schedule(this::look, idleNs);
        }
    }
}
