// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Which kernel of a runtime has which of the objects that users gave as its instance, so that no two kernels run one. An object is
 * known from the launch until its kernel runs it no more: at the end, at a restart, or, of a kernel that was given up, when its
 * handler has returned. May be used by any thread.
 */
final class GivenInstances {
    private final Map<Object, Launch> owners = new IdentityHashMap<>(); // guarded by this

    /** Gives an instance to a kernel, for the second time without effect. */
    synchronized void take(Object instance, Launch launch) {
        Launch owner = owners.put(instance, launch);
        if (owner != null && owner != launch) {
            owners.put(instance, owner);
            throw new KernelStateException(
                    "instance is that of another kernel already: kernel=" + launch.id + ", other="
                            + owner.id + ", state=" + owner.state() + ", class="
                            + instance.getClass().getName()
                            + "; create one for each launch, or terminate the other kernel first");
        }
    }

    /** Takes an instance away from a kernel that runs it no more. */
    synchronized void giveBack(Object instance, Launch launch) {
        owners.remove(instance, launch);
    }

    /** {@return how many instances kernels have} */
    synchronized int count() {
        return owners.size();
    }
}
