// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import org.jspecify.annotations.Nullable;

/**
 * Which kernel of a runtime has which of the objects that users gave as its instance, so that no two kernels run one. An object is
 * known from the launch until its kernel runs it no more: at the end, at a restart, or, of a kernel that was given up, when its
 * handler has returned. May be used by any thread.
 */
final class GivenInstances {
    private static final int LEAST_PLACES = 16;
    private static final int TAKEN = 1 << 31;

    /*
     * A table with open places, guarded by this: an instance lies at the place of its hash, or in the next that is free. Why not an
     * IdentityHashMap: that asks the neighbours of one that is taken out for their hashes, and each comes from memory for that.
     */
    private int[] hashes = new int[LEAST_PLACES]; // 0 at a free place
    private @Nullable Object[] instances = new Object[LEAST_PLACES];
    private @Nullable Launch[] owners = new Launch[LEAST_PLACES];
    private int count;

    /** Gives an instance to a kernel, for the second time without effect. */
    synchronized void take(Object instance, Launch launch) {
        int hash = hashOf(instance);
        int place = placeOf(instance, hash);
        Launch owner = owners[place];
        if (owner == null) {
            put(place, hash, instance, launch);
            if (++count * 3 > hashes.length * 2) {
                grow();
            }
        } else if (owner != launch) {
            throw new KernelStateException(
                    "instance is that of another kernel already: kernel=" + launch.id + ", other="
                            + owner.id + ", state=" + owner.state() + ", class="
                            + instance.getClass().getName()
                            + "; create one for each launch, or terminate the other kernel first");
        }
    }

    /** Takes an instance away from a kernel that runs it no more. */
    synchronized void giveBack(Object instance, Launch launch) {
        int place = placeOf(instance, hashOf(instance));
        if (owners[place] == launch) {
            count--;
            clear(place);
        }
    }

    /** {@return how many instances kernels have} */
    synchronized int count() {
        return count;
    }

    private static int hashOf(Object instance) {
        return System.identityHashCode(instance) | TAKEN;
    }

    private int next(int place) {
        return place + 1 & hashes.length - 1;
    }

    /** {@return how far a place lies behind the one at which the search for it begins} */
    private int distance(int place, int hash) {
        return place - hash & hashes.length - 1;
    }

    /** {@return where an instance lies, or the free place for it} */
    private int placeOf(Object instance, int hash) {
        int place = hash & hashes.length - 1;
        while (hashes[place] != 0 && instances[place] != instance) {
            place = next(place);
        }
        return place;
    }

    private void put(int place, int hash, @Nullable Object instance, @Nullable Launch owner) {
        hashes[place] = hash;
        instances[place] = instance;
        owners[place] = owner;
    }

    /* Those behind move up, as far as their search still finds them: it ends at a free place. */
    private void clear(int place) {
        int gap = place;
        for (int i = next(gap); hashes[i] != 0; i = next(i)) {
            if (distance(i, hashes[i]) >= distance(i, gap)) {
                put(gap, hashes[i], instances[i], owners[i]);
                gap = i;
            }
        }
        put(gap, 0, null, null);
    }

    private void grow() {
        int[] itsHashes = hashes;
        @Nullable Object[] itsInstances = instances;
        @Nullable Launch[] itsOwners = owners;
        hashes = new int[2 * itsHashes.length];
        instances = new Object[hashes.length];
        owners = new Launch[hashes.length];
        for (int i = 0; i < itsHashes.length; i++) {
            Object instance = itsInstances[i];
            if (instance != null) {
                put(placeOf(instance, itsHashes[i]), itsHashes[i], instance, itsOwners[i]);
            }
        }
    }
}
