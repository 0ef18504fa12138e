// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.telemetry.KernelCounters;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What a stress test knows of the messages to one id, over all kernels that had it. */
final class StressTarget {
    /** Whose letters are of messages that a handler has seen. */
    private static final Set<Reason> AFTER_HANDLING =
            EnumSet.of(Reason.FAILED, Reason.DECODE, Reason.LATE_REPLY, Reason.OUTBOX_FULL);

    final String id;
    final int index;

    /** Takes messages of the first sender alone, in lanes for one producer. */
    final boolean isSolo;

    /** Whose child it is; launched by that. */
    final @Nullable StressTarget parent;

    final List<StressTarget> children = new CopyOnWriteArrayList<>();
    final List<KernelHandle> incarnations = new CopyOnWriteArrayList<>();

    final AtomicLong given = new AtomicLong();
    final AtomicLong dropped = new AtomicLong();
    final AtomicLong failedSends = new AtomicLong();
    final AtomicLong entered = new AtomicLong();
    final AtomicLong threw = new AtomicLong();

    /** Failures of handlers that had sent the message on before: it is no dead letter. */
    final AtomicLong threwInVain = new AtomicLong();

    /** Requests of this id that went on, or are to; an answer that comes for a kernel that ends is a dead letter, too. */
    final AtomicLong asked = new AtomicLong();

    final AtomicLong resumed = new AtomicLong();

    /** Those that came back from the dead letters, in no order. */
    final Set<Long> replayed = ConcurrentHashMap.newKeySet();

    private final AtomicLongArray sent = new AtomicLongArray(StressNumber.MOST_SENDERS * StressNumber.LEVELS);
    private final AtomicLongArray seen = new AtomicLongArray(sent.length());

    /* Of messages that another kernel sends on as they are: by whom, and which of those. */
    private final Map<Long, Passage> passages = new ConcurrentHashMap<>();
    private final AtomicLongArray passed = new AtomicLongArray(sent.length());
    private final AtomicLongArray passedSeen = new AtomicLongArray(sent.length());

    private record Passage(int place, long sequence) {}

    StressTarget(int index, boolean isSolo, @Nullable StressTarget parent) {
        this.id = "k" + index;
        this.index = index;
        this.isSolo = isSolo;
        this.parent = parent;
        if (parent != null) {
            parent.children.add(this);
        }
    }

    // ---- order

    private static int place(int sender, int level) {
        return sender * StressNumber.LEVELS + level;
    }

    /** {@return the number of the next message of a sender in a lane} */
    long number(int sender, int level, int hops, boolean isRequest) {
        long sequence = sent.incrementAndGet(place(sender, level));
        return StressNumber.of(sender, index, level, hops, isRequest, sequence);
    }

    /** Notes that another kernel is about to send a message on as it is. */
    void pass(int byIndex, long number) {
        int place = place(byIndex, StressNumber.level(number));
        passages.put(number, new Passage(place, passed.incrementAndGet(place)));
    }

    void keep(long number) {
        passages.remove(number);
    }

    /** Notes a message that is seen for the first time. {@return what is wrong with its place in the order, or null} */
    @Nullable
    String see(long number) {
        Passage passage = passages.remove(number);
        if (replayed.contains(number)) {
            return null;
        }
        if (passage != null) {
            return see(passedSeen, passage.place, passage.sequence, "sent on, " + StressNumber.text(number));
        }
        return StressNumber.target(number) != index
                ? id + " is not to have " + StressNumber.text(number)
                : see(
                        seen,
                        place(StressNumber.sender(number), StressNumber.level(number)),
                        StressNumber.sequence(number),
                        StressNumber.text(number));
    }

    private @Nullable String see(AtomicLongArray last, int place, long sequence, String text) {
        long before = last.getAndSet(place, sequence);
        return before < sequence ? null : id + ": " + before + " came before " + text;
    }

    // ---- lives

    /** {@return whether there is no kernel of this id, nor a handler of one that was given up} */
    boolean isGone() {
        return incarnations.stream().allMatch(StressTarget::isGone);
    }

    static boolean isGone(KernelHandle handle) {
        return handle.state().isEnded() && handle.counters().waiting() == 0;
    }

    /** {@return the kernel of this id, if it was launched yet} */
    @Nullable
    KernelHandle handle() {
        int count = incarnations.size();
        return count == 0 ? null : incarnations.get(count - 1);
    }

    long sum(ToLongFunction<KernelCounters> count) {
        return incarnations.stream()
                .mapToLong(handle -> count.applyAsLong(handle.counters()))
                .sum();
    }

    // ---- accounts

    /** {@return how many messages were sent, whatever came of it} */
    long sent() {
        return given.get() + dropped.get() + failedSends.get();
    }

    /** {@return how many messages of this id have arrived somewhere, or still wait} */
    long arrived(DeadLetters letters) {
        long beforeHandling = letters.counts(id).entrySet().stream()
                .filter(entry -> !AFTER_HANDLING.contains(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return entered.get() + beforeHandling + sum(counters -> counters.waiting() + counters.held());
    }

    /** Checks that each message is accounted for, when all kernels of this id have ended. */
    void accountsFor(DeadLetters deadLetters, String as) {
        Map<Reason, Long> letters = deadLetters.counts(id);
        String what = id + ", " + as + ", letters=" + letters;
        long accepted = sum(KernelCounters::accepted);
        long undelivered = sum(KernelCounters::undelivered);
        assertThat(sum(KernelCounters::waiting)).as(what).isZero();
        assertThat(sum(KernelCounters::held)).as(what).isZero();
        assertThat(sum(c -> c.handled() + c.failed())).as(what).isEqualTo(entered.get());
        assertThat(sum(KernelCounters::failed)).as(what).isEqualTo(threw.get() + threwInVain.get());
        assertThat(count(letters, Reason.FAILED)).as(what).isEqualTo(threw.get());
        assertThat(count(letters, Reason.EXPIRED)).as(what).isEqualTo(sum(KernelCounters::expired));
        assertThat(count(letters, Reason.DUPLICATE)).as(what).isEqualTo(sum(KernelCounters::duplicates));
        assertThat(count(letters, Reason.DROPPED_OLDEST)).as(what).isEqualTo(sum(KernelCounters::displaced));
        assertThat(count(letters, Reason.DROPPED_NEWEST)).as(what).isEqualTo(dropped.get());
        long neverAccepted = failedSends.get() + given.get() - accepted;
        assertThat(count(letters, Reason.LANE_FULL)
                        + count(letters, Reason.NO_MEMORY)
                        + count(letters, Reason.NO_KERNEL)
                        + count(letters, Reason.LATE_FORWARD)
                        + count(letters, Reason.TERMINATED))
                .as(what)
                .isBetween(neverAccepted + undelivered, neverAccepted + undelivered + asked.get() - resumed.get());
        assertThat(accepted)
                .as(what)
                .isEqualTo(sum(c ->
                        c.handled() + c.failed() + c.expired() + c.duplicates() + c.displaced() + c.undelivered()));
    }

    private static long count(Map<Reason, Long> letters, Reason reason) {
        return letters.getOrDefault(reason, 0L);
    }
}
