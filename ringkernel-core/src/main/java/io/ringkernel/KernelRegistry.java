// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.codec.MessageCodec;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kernels that are launched in one runtime, by id and by number, and the type ids of their messages. */
final class KernelRegistry {
    private static final int MOST_IDS_IN_TEXT = 20;
    private static final int LEAST_PLACES = 16; // a power of 2
    private static final int HIGHEST_NUMBER = Integer.MAX_VALUE;

    private final Map<String, Launch> byId = new ConcurrentHashMap<>();
    private final Map<Integer, MessageCodec<?>> typeIds = new ConcurrentHashMap<>();
    private final Set<KernelDefinition> checked = ConcurrentHashMap.newKeySet();

    /*
     * Kernels by number, for replies. A kernel lies at the place of the last bits of its number, and the next kernel gets the next
     * number of which that place is free. At most half of them are taken, so the table is as large as there are kernels at a time, however
     * many there have been; and a number is used again after two thousand million others, when nobody answers to it any more.
     *
     * The table is replaced when it grows, and written under the lock; anyone reads it. A place that was just cleared may
     * still be seen full: its kernel has ended, and says so to whoever sends.
     */
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Launch[] byNumber = new Launch[LEAST_PLACES];
    private int count; // guarded by the lock, as the next
    private int lastNumber;

    KernelRegistry() {
        this(0);
    }

    /** Creates a registry of a runtime that has given so many numbers to kernels already. */
    KernelRegistry(int lastNumber) {
        this.lastNumber = lastNumber;
    }

    /** Begins a launch that knows its number. */
    interface Launcher {
        Launch begin(int number);
    }

    /**
     * Enters a new kernel under an id that must be free, and starts it. Nobody finds it before its parent has taken it in, and
     * its end, which waits for the lock to be forgotten here, does not come before its entry.
     */
    Launch enter(String id, Launcher launcher) {
        lock.lock();
        try {
            checkFree(id);
            Launch launch = launcher.begin(nextNumber()); // before anybody can end it, but its parent
            put(launch, byNumber);
            count++;
            byId.put(id, launch);
            return launch;
        } finally {
            lock.unlock();
        }
    }

    private int nextNumber() {
        if (count >= byNumber.length / 2) {
            grow();
        }
        do {
            lastNumber = lastNumber == HIGHEST_NUMBER ? 1 : lastNumber + 1;
        } while (byNumber[place(lastNumber, byNumber)] != null);
        return lastNumber;
    }

    /* Those that had a place each have one each in a table of twice the length. */
    private void grow() {
        @Nullable Launch[] larger = new Launch[2 * byNumber.length];
        for (Launch launch : byNumber) {
            if (launch != null) {
                larger[place(launch.number, larger)] = launch;
            }
        }
        byNumber = larger;
    }

    private void put(Launch launch, @Nullable Launch[] table) {
        table[place(launch.number, table)] = launch;
        byNumber = table; // shows the place to readers of the field
    }

    private static int place(int number, @Nullable Launch[] table) {
        return number & table.length - 1;
    }

    /** {@return how many kernels it has places for by now} */
    int places() {
        return byNumber.length;
    }

    /** Checks that no kernel is launched under an id now. */
    void checkFree(String id) {
        Launch other = byId.get(id);
        if (other != null) {
            throw new KernelStateException("kernel is launched already: kernel=" + id + ", state=" + other.state()
                    + "; terminate it first, or launch under another id with LaunchOptions.as");
        }
    }

    /** Forgets a kernel that has ended; for the second time without effect. */
    void remove(Launch launch) {
        lock.lock();
        try {
            byId.remove(launch.id, launch);
            int place = place(launch.number, byNumber);
            if (byNumber[place] == launch) {
                byNumber[place] = null;
                count--;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Checks that no other message type has the id of one that a kernel takes or replies. */
    void checkTypeIds(KernelDefinition definition) {
        if (!checked.contains(definition)) {
            definition.accepts().forEach(this::checkTypeId);
            definition.replies().forEach(this::checkTypeId);
            checked.add(definition);
        }
    }

    private void checkTypeId(MessageCodec<?> codec) {
        MessageCodec<?> first = typeIds.putIfAbsent(codec.typeId(), codec);
        if (first != null && first.messageType() != codec.messageType()) {
            throw new IllegalStateException(String.format(
                    "two messages share a type id: typeId=0x%08X, first=%s, second=%s; set @Message(id) on one of them",
                    codec.typeId(),
                    first.messageType().getName(),
                    codec.messageType().getName()));
        }
    }

    @Nullable
    Launch find(String id) {
        return byId.get(id);
    }

    @Nullable
    Launch find(int number) {
        @Nullable Launch[] table = byNumber;
        Launch found = table[place(number, table)];
        return found != null && found.number == number ? found : null;
    }

    /** Does something with each kernel that somebody has needed. */
    void forEach(Consumer<Kernel> action) {
        for (Launch launch : byNumber) {
            Kernel kernel = launch == null ? null : launch.existing();
            if (kernel != null) {
                action.accept(kernel);
            }
        }
    }

    /** {@return the ids of the kernels, sorted} */
    List<String> ids() {
        return List.copyOf(new TreeSet<>(byId.keySet()));
    }

    /** {@return the ids of the kernels for a text: sorted, but of many kernels only a few, and how many others there are} */
    String someIds() {
        int others = byId.size() - MOST_IDS_IN_TEXT;
        if (others <= 0) {
            return ids().toString();
        }
        TreeSet<String> some = new TreeSet<>();
        for (String id : byId.keySet()) {
            some.add(id);
            if (some.size() == MOST_IDS_IN_TEXT) {
                break;
            }
        }
        return some.toString().replace("]", ", and " + others + " others]");
    }

    /** {@return the kernels, the last launched first} */
    Deque<Launch> newestFirst() {
        lock.lock();
        try {
            return Arrays.stream(byNumber)
                    .filter(Objects::nonNull)
                    .sorted(Comparator.comparingInt(this::launchesSince))
                    .collect(Collectors.toCollection(ArrayDeque::new));
        } finally {
            lock.unlock();
        }
    }

    private int launchesSince(Launch launch) {
        return Math.floorMod(lastNumber - launch.number, HIGHEST_NUMBER);
    }
}
