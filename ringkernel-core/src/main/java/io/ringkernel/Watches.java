// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.supervision.Terminated;
import io.ringkernel.supervision.Terminated.Reason;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who is to be told of the end of a kernel, and of which ends it is to be told itself. */
final class Watches {
    private static final int LONGEST_TEXT = 250;

    private final Kernel kernel;

    /* Of the kernel as the one that is watched; guarded by this. */
    private Set<Kernel> watchers = Collections.emptySet();
    private @Nullable Terminated last;

    /* Of the kernel as the one that watches. A notice waits here until the lane for replies has room. */
    private volatile @Nullable Set<Kernel> watched; // since the first watch of the kernel
    private final RareQueue<Terminated> notices = new RareQueue<>();
    private volatile boolean isOver;

    Watches(Kernel kernel) {
        this.kernel = kernel;
    }

    // ---- called by the thread that runs the kernel

    void watch(String id, @Nullable Kernel target) {
        LaunchOptions.checkId(id);
        if (target == kernel) {
            throw new IllegalArgumentException("kernel cannot watch itself: kernel=" + id);
        }
        kernel.kinds.kindOf(Terminated.class); // must be handled
        if (target == null) {
            tell(new Terminated(id, Reason.NO_KERNEL, null));
            return;
        }
        watchedSet().add(target);
        Terminated over = target.watches.add(kernel);
        if (over != null) {
            watchedSet().remove(target);
            tell(over);
        }
    }

    private Set<Kernel> watchedSet() {
        Set<Kernel> made = watched;
        if (made == null) {
            made = ConcurrentHashMap.newKeySet();
            watched = made;
        }
        return made;
    }

    void unwatch(String id) {
        for (Kernel target : watchedSet()) {
            if (target.id().equals(id)) {
                target.watches.remove(kernel);
                watchedSet().remove(target);
            }
        }
        notices.removeIf(notice -> notice.kernelId().equals(id));
    }

    /** {@return whether there is something to put into the lane} */
    boolean isDue() {
        return !notices.isEmpty();
    }

    /** Puts what the kernel is to be told into its lane, as far as there is room. */
    void put() {
        MessageKind<Terminated> kind = kernel.kinds.kindOf(Terminated.class);
        for (Terminated notice = notices.peek(); notice != null; notice = notices.peek()) {
            boolean waits = false;
            try {
                waits = !put(kind, notice);
            } finally {
                if (!waits) {
                    notices.poll(); // also what cannot be written at all: it must not be tried for ever
                }
            }
            if (waits) {
                return;
            }
        }
    }

    /* Without the failure it may fit a slot when there is no memory for more. */
    private boolean put(MessageKind<Terminated> kind, Terminated notice) {
        Route route = new Route(kernel, null, true);
        return route.tell(kind.codec, notice)
                || route.tell(kind.codec, new Terminated(notice.kernelId(), notice.reason(), null));
    }

    // ---- called by any thread

    /* Looks whether the kernel has ended after the notice is there, as the end looks for notices after it has said so. */
    private void tell(Terminated notice) {
        notices.add(notice);
        if (isOver) {
            buryAll();
        } else {
            kernel.ring();
        }
    }

    /* What the kernel was to be told and is not any more is a dead letter, once: whoever takes it out of the queue makes it. */
    private void buryAll() {
        for (Terminated notice = notices.poll(); notice != null; notice = notices.poll()) {
            kernel.disposal.buryAnswer(kernel.kinds.kindOf(Terminated.class).codec, notice, 0);
        }
    }

    private void tell(Kernel target, Terminated notice) {
        Set<Kernel> all = watched;
        if (all != null && all.remove(target)) {
            tell(notice);
        }
    }

    private synchronized @Nullable Terminated add(Kernel watcher) {
        if (last == null) {
            if (watchers == Collections.<Kernel>emptySet()) {
                watchers = new LinkedHashSet<>();
            }
            watchers.add(watcher);
        }
        return last == null ? null : new Terminated(last.kernelId(), Reason.NO_KERNEL, last.failure());
    }

    private synchronized void remove(Kernel watcher) {
        watchers.remove(watcher);
    }

    /** Tells all that watch the kernel that it has ended, and forgets those that it watches. Called once. */
    void end() {
        Set<Kernel> all = watched;
        if (all != null) {
            all.forEach(target -> target.watches.remove(kernel));
            all.clear();
        }
        isOver = true;
        buryAll();
        Throwable failure = kernel.life.failure();
        Terminated notice = new Terminated(
                kernel.id(),
                failure == null ? Reason.TERMINATED : Reason.FAILED,
                failure == null ? null : ShortText.of(Log.textOf(failure), LONGEST_TEXT));
        for (Kernel watcher : takeAll(notice)) {
            watcher.watches.tell(kernel, notice);
        }
    }

    private synchronized List<Kernel> takeAll(Terminated notice) {
        last = notice;
        List<Kernel> all = List.copyOf(watchers);
        watchers.clear();
        return all;
    }
}
