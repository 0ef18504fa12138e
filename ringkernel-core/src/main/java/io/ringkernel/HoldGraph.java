// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which kernel is held back by the full lanes of which others. Kernels that are held back in a ring would wait for each
 * other for ever, so they are to know. Looked at only by kernels that are held back.
 */
final class HoldGraph {
    private final Map<Kernel, Set<Kernel>> holders = new HashMap<>(); // guarded by this

    /**
     * Says by whom a kernel is held back now.
     *
     * @return the kernels that are held back themselves and may be in a new ring with this one, and must look
     */
    synchronized List<Kernel> hold(Kernel kernel, Set<Kernel> by) {
        Set<Kernel> before = by.isEmpty() ? holders.remove(kernel) : holders.put(kernel, by);
        if (by.isEmpty() || before != null && before.containsAll(by)) {
            return List.of();
        }
        List<Kernel> others = new ArrayList<>(reachableFrom(by));
        others.removeIf(other -> other == kernel || !holders.containsKey(other));
        return others;
    }

    /** {@return whether a kernel is held back by itself, over how many others ever} */
    synchronized boolean isInRing(Kernel kernel) {
        return reachableFrom(holders.getOrDefault(kernel, Set.of())).contains(kernel);
    }

    private Set<Kernel> reachableFrom(Collection<Kernel> start) {
        Set<Kernel> reached = new HashSet<>(start);
        ArrayDeque<Kernel> open = new ArrayDeque<>(start);
        for (Kernel next = open.poll(); next != null; next = open.poll()) {
            for (Kernel holder : holders.getOrDefault(next, Set.of())) {
                if (reached.add(holder)) {
                    open.add(holder);
                }
            }
        }
        return reached;
    }
}
