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
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which kernel is held back by the full lanes of which others. Kernels that are held back in a ring would wait for each
 * other for ever, so they are to know. A kernel whose handler waits for an answer is held back by whoever owes it. Looked at
 * only by kernels that are held back, or are about to wait while others are.
 */
final class HoldGraph {
    private final RequestTable requests;
    private final Map<Kernel, Hold> holds = new HashMap<>(); // guarded by this
    private volatile boolean isAny;

    HoldGraph(RequestTable requests) {
        this.requests = requests;
    }

    /**
     * What holds a kernel back.
     *
     * @param by      those whose lanes are full
     * @param needs   of these, the ones of which one must make room before the kernel does anything; none if it may go on
     * @param hasNews tells, on any thread, whether something happened since that it has not looked at
     */
    record Hold(Set<Kernel> by, Set<Kernel> needs, BooleanSupplier hasNews) {}

    /**
     * Says by whom a kernel is held back now.
     *
     * @return the kernels that are held back themselves and may be in a new ring with this one, and must look
     */
    synchronized List<Kernel> hold(Kernel kernel, Hold hold) {
        Hold before = hold.by.isEmpty() ? holds.remove(kernel) : holds.put(kernel, hold);
        isAny = !holds.isEmpty();
        boolean isOld = before != null && before.by.containsAll(hold.by) && !hasBlockedOthers(kernel);
        return hold.by.isEmpty() || isOld ? List.of() : heldAmong(reachableFrom(hold.by), kernel);
    }

    /* Who waits in a handler on a shared thread holds back all others there from then on, whatever held it back before. */
    private static boolean hasBlockedOthers(Kernel kernel) {
        return kernel.seat() != null && kernel.held.isAwaiting();
    }

    /** Says that a kernel goes on, held back as it is. */
    synchronized void resume(Kernel kernel) {
        holds.computeIfPresent(kernel, (same, hold) -> new Hold(hold.by, Set.of(), hold.hasNews));
    }

    /** {@return the kernels that are held back and may be in a ring with one that waits for an answer, and must look} */
    List<Kernel> heldBehind(Kernel waiter) {
        if (!isAny) {
            return List.of();
        }
        synchronized (this) {
            return heldAmong(reachableFrom(List.of(waiter)), waiter);
        }
    }

    /** {@return whether a kernel is held back by itself, over how many others ever} */
    synchronized boolean isInRing(Kernel kernel) {
        return reachableFrom(heldBy(kernel)).contains(kernel);
    }

    /**
     * Looks whether anybody is left that could make room for a kernel.
     *
     * @return who waits for whom in vain; null if somebody is left
     */
    synchronized @Nullable String standstill(Kernel kernel) {
        Set<Kernel> reached = new HashSet<>(Set.of(kernel));
        ArrayDeque<Kernel> open = new ArrayDeque<>(reached);
        for (Kernel next = open.poll(); next != null; next = open.poll()) {
            Set<Kernel> needs = needsOf(next);
            if (needs.isEmpty()) {
                return null;
            }
            for (Kernel needed : needs) {
                if (reached.add(needed)) {
                    open.add(needed);
                }
            }
        }
        return textFrom(kernel);
    }

    private String textFrom(Kernel kernel) {
        List<Kernel> chain = new ArrayList<>();
        Kernel next = kernel;
        StringBuilder text = new StringBuilder();
        while (!chain.contains(next)) {
            chain.add(next);
            text.append(next.id()).append(" → ");
            next = needsOf(next).stream().findFirst().orElse(kernel);
        }
        return text.append(next.id()).toString();
    }

    private List<Kernel> heldAmong(Set<Kernel> reached, Kernel but) {
        List<Kernel> held = new ArrayList<>(reached);
        held.removeIf(other -> other == but || !holds.containsKey(other));
        return held;
    }

    private Set<Kernel> reachableFrom(Collection<Kernel> start) {
        Set<Kernel> reached = new HashSet<>(start);
        ArrayDeque<Kernel> open = new ArrayDeque<>(start);
        for (Kernel next = open.poll(); next != null; next = open.poll()) {
            for (Kernel holder : heldBy(next)) {
                if (reached.add(holder)) {
                    open.add(holder);
                }
            }
        }
        return reached;
    }

    private Set<Kernel> heldBy(Kernel kernel) {
        Hold hold = holds.get(kernel);
        Kernel owner = owingTo(kernel);
        if (owner == null) {
            owner = blockerOf(kernel);
        }
        if (hold == null) {
            return owner == null ? Set.of() : Set.of(owner);
        }
        if (owner == null) {
            return hold.by;
        }
        Set<Kernel> all = new HashSet<>(hold.by);
        all.add(owner);
        return all;
    }

    private Set<Kernel> needsOf(Kernel kernel) {
        Kernel owner = owingTo(kernel);
        if (owner != null) {
            return Set.of(owner);
        }
        Kernel blocker = blockerOf(kernel);
        if (blocker != null) {
            return Set.of(blocker);
        }
        Hold hold = holds.get(kernel);
        return hold == null || hold.hasNews.getAsBoolean() ? Set.of() : hold.needs;
    }

    /* Who waits in a handler on the thread that a kernel shares, so that it has no turn. */
    private @Nullable Kernel blockerOf(Kernel kernel) {
        Kernel holder = kernel.threadHolder();
        return holder != null && (holder.held.isAwaiting() || owingTo(holder) != null) ? holder : null;
    }

    /* Whose answer its handler waits for. A re-entrant kernel goes on while one of its handlers waits. */
    private @Nullable Kernel owingTo(Kernel kernel) {
        return kernel.reentry == null ? requests.ownerOf(kernel.waitsFor) : null;
    }
}
