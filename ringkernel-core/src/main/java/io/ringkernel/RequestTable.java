// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Priority;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageHeader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one runtime that wait for an answer. The message id of a request says where in the table it waits and
 * in which generation of that place, so an answer finds it without a look-up, and a late one finds that it is gone.
 *
 * <p>To enter a request and to end it allocates nothing.
 */
final class RequestTable {
    /** In place of the id of a request: none. */
    static final long NONE = 0;

    /** In place of the moment in which a request was entered: somebody tells it who has to wait, see {@link #observe(long, long)}. */
    static final long LATER = Long.MIN_VALUE;

    /* In place of the moment since which a request waits for room: it has no slot yet, and nobody has seen it wait. */
    private static final long NOT_YET = Long.MIN_VALUE;

    /* In place of the moment in which a handler took a request: before anybody wondered where it is, so right after it was sent. */
    private static final long SOON = Long.MIN_VALUE;

    private static final long SWEEP_INTERVAL_NS = 2_000_000;
    private static final long NS_PER_MS = 1_000_000;
    private static final int NEW_AT_ONCE = 64;
    private static final int END = Integer.MAX_VALUE; // of a stack of places
    private static final int OWN_LINE = 128 / Long.BYTES; // and that of the prefetcher beside it
    private static final int ENDED = OWN_LINE; // where the top of a stack lies in tops
    private static final int FREE = ENDED + OWN_LINE;
    private static final VarHandle KEY;
    private static final VarHandle OWNER;
    private static final VarHandle SENT_NS;
    private static final VarHandle TAKEN_NS;
    private static final VarHandle WAIT_SINCE_NS;
    private static final VarHandle ROOM_NS;

    static {
        try {
            KEY = MethodHandles.lookup().findVarHandle(Place.class, "key", long.class);
            OWNER = MethodHandles.lookup().findVarHandle(Place.class, "owner", Kernel.class);
            SENT_NS = MethodHandles.lookup().findVarHandle(Place.class, "sentNs", long.class);
            TAKEN_NS = MethodHandles.lookup().findVarHandle(Place.class, "takenNs", long.class);
            WAIT_SINCE_NS = MethodHandles.lookup().findVarHandle(Place.class, "waitSinceNs", long.class);
            ROOM_NS = MethodHandles.lookup().findVarHandle(Place.class, "roomNs", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The key is the id of the request that waits, or 0; who swaps it to 0 owns the place until it is freed. See {@link #keyIn}. */
    private static final class Place {
        private final int number;
        private volatile long key;
        private long generation;
        private int nextFree;

        private @Nullable Requester requester;
        private @Nullable Kernel owner;
        private Priority level = Priority.NORMAL;
        private boolean isSwept;
        private boolean isDeferred;
        private long sentNs; // or LATER, for one that sees to its timeout itself
        private long timeoutNs;

        /*
         * For the text of a timeout alone: since when it waits for room in a lane, 0 if it has a slot; how long it has waited for that
         * before; when a handler took it, and where its kernel stood then. Nobody reads a clock for it who is not late anyway: to
         * read one takes as long as a tenth of a request.
         */
        private long waitSinceNs;
        private long roomNs;
        private long takenNs;
        private @Nullable Kernel observed;
        private long observedPassed;
        private long observedNs;

        Place(int number, long generation) {
            this.number = number;
            this.generation = generation;
        }

        private long leftNs() {
            long left = timeoutNs;
            return left == Nanos.ENDLESS ? left : Math.max(0, left - (System.nanoTime() - sentNs));
        }
    }

    private final MessageIds ids;
    private final RuntimeTimer timer;
    private final Place[] places;

    /* Places are taken from the bottom: above the highest that was ever to be had there is nothing to look at. */
    private volatile int used;

    /*
     * Two stacks of free places, their tops on lines of their own. Who ends a request puts its place on the one, and who enters one takes a place from the
     * other; when that is empty it gets all of the first. So the line of neither goes from core to core for each request. The
     * upper half of what is free counts the changes, so that a place that left and came back is noticed.
     */
    private final AtomicLongArray tops = new AtomicLongArray(FREE + OWN_LINE);

    /* Whether the timer will look for requests whose timeout is for it to see to. */
    private final AtomicBoolean sweeps = new AtomicBoolean();

    RequestTable(int limit, MessageIds ids, RuntimeTimer timer) {
        this(limit, ids, timer, 0);
    }

    RequestTable(int limit, MessageIds ids, RuntimeTimer timer, long firstGeneration) {
        this.ids = ids;
        this.timer = timer;
        this.places = new Place[limit];
        this.tops.set(ENDED, END);
        this.tops.set(FREE, END);
        for (int i = 0; i < limit; i++) {
            places[i] = new Place(i, firstGeneration);
            places[i].nextFree = i + 1;
        }
    }

    /**
     * Enters a request.
     *
     * @param requester that waits
     * @param level     of the lane that the request goes into
     * @param nowNs     when this is; {@link #LATER} if it has no timeout
     * @param timeoutNs after which it fails; {@link Nanos#ENDLESS} if the requester does not know yet
     * @param isSwept   whether the timer sees to that; if not, the requester itself
     * @return the message id
     */
    long enter(Requester requester, Priority level, long nowNs, long timeoutNs, boolean isSwept) {
        Place place = takeFree(requester);
        place.requester = requester;
        place.owner = requester.target();
        place.level = level;
        place.isSwept = isSwept;
        place.isDeferred = false;
        SENT_NS.setOpaque(place, nowNs);
        place.timeoutNs = timeoutNs;
        WAIT_SINCE_NS.setOpaque(place, NOT_YET);
        ROOM_NS.setOpaque(place, 0L);
        TAKEN_NS.setOpaque(place, 0L);
        place.observed = null;
        long key = ids.ofRequest(++place.generation, place.number);
        place.key = key; // with a full fence, before it is looked whether the timer sweeps
        if (isSwept) {
            sweepLater();
        }
        return key;
    }

    private Place takeFree(Requester requester) {
        while (true) {
            long head = tops.get(FREE);
            int number = (int) head;
            if (number == END) {
                refill(requester);
            } else {
                Place place = places[number];
                if (tops.compareAndSet(FREE, head, nextVersion(head) | place.nextFree)) {
                    return place;
                }
            }
        }
    }

    /* Who holds the lock, and nobody else, has places in hand that are in neither stack: if he finds none, none is free. */
    private void refill(Requester requester) {
        synchronized (tops) {
            long head = tops.get(FREE);
            if ((int) head != END) {
                return; // somebody else did
            }
            int first = (int) tops.getAndSet(ENDED, END);
            if (first == END) {
                first = takeNew();
            }
            if (first == END) {
                throw new RequestLimitException("too many requests wait for an answer: limit=" + places.length
                        + ", kernel=" + requester.target().id() + ", message="
                        + requester.messageType().getName() + "; await some, or raise RuntimeOptions.requestLimit");
            }
            tops.set(FREE, nextVersion(head) | first); // while it is empty nobody else writes it
        }
    }

    /* As many as let whoever ends requests one by one keep its stack for a while. */
    private int takeNew() {
        int first = used;
        int end = Math.min(first + NEW_AT_ONCE, places.length);
        if (first == end) {
            return END;
        }
        places[end - 1].nextFree = END;
        used = end;
        return first;
    }

    private void giveFree(Place place) {
        place.requester = null;
        place.observed = null;
        OWNER.setOpaque(place, null);
        long head;
        do {
            head = tops.get(ENDED);
            place.nextFree = (int) head;
        } while (!tops.compareAndSet(ENDED, head, place.number));
    }

    private static long nextVersion(long head) {
        return (head >>> Integer.SIZE) + 1 << Integer.SIZE;
    }

    private Place placeOf(long key) {
        return places[MessageIds.place(key)];
    }

    /** {@return whether a request has not ended yet} */
    boolean isWaiting(long key) {
        return keyIn(placeOf(key)) == key;
    }

    /*
     * Who changes what is said of a request takes it out of its place meanwhile, or the place might become that of the next
     * request at that moment. What stands there then is the complement of the key, and no key itself: all keys are negative.
     * Whoever wants to end the request just then waits until it is back.
     */

    /** {@return the id of the request in a place, also of one that is about to be put back; or 0} */
    private static long keyIn(Place place) {
        long seen = place.key;
        return seen > 0 ? ~seen : seen;
    }

    /** Lets another kernel owe the answer. */
    void handOver(long key, Kernel owner) {
        Place place = placeOf(key);
        if (swap(place, key, ~key)) {
            OWNER.setOpaque(place, owner);
            TAKEN_NS.setOpaque(place, 0L);
            place.key = key;
        }
    }

    /** Notes that the answer is owed, but not by a handler: who waits for it waits for no kernel. */
    void defer(long key) {
        Place place = placeOf(key);
        if (swap(place, key, ~key)) {
            place.isDeferred = true;
            place.key = key;
        }
    }

    /** {@return how much of its time a request has left; 0 when it has ended} */
    long leftNs(long key) {
        Place place = placeOf(key);
        return isWaiting(key) ? place.leftNs() : 0;
    }

    /** Notes that a request waits for room in a lane. */
    void noteWait(long key) {
        Place place = placeOf(key);
        if (place.key == key) {
            long nowNs = System.nanoTime();
            tellSent(place, nowNs);
            WAIT_SINCE_NS.setOpaque(place, nowNs);
        }
    }

    /** Notes that a request has a slot in a lane, at once or after it waited for that. */
    void noteRoom(long key) {
        Place place = placeOf(key);
        long sinceNs = (long) WAIT_SINCE_NS.getOpaque(place);
        if (sinceNs != 0 && place.key == key) {
            if (sinceNs != NOT_YET) {
                ROOM_NS.setOpaque(place, (long) ROOM_NS.getOpaque(place) + System.nanoTime() - sinceNs);
            }
            WAIT_SINCE_NS.setOpaque(place, 0L);
        }
    }

    /** Notes that a handler has a request in hand now. */
    void noteTaken(long key) {
        Place place = placeOf(key);
        if (place.key == key) {
            TAKEN_NS.setOpaque(place, place.observed == null ? SOON : System.nanoTime());
        }
    }

    /**
     * Notes where the kernel of a request stands, for who wonders later what it did meanwhile.
     *
     * @param key    of the request
     * @param sentNs when it was sent, if it was entered without that
     */
    void observe(long key, long sentNs) {
        Place place = placeOf(key);
        if (place.key == key) {
            tellSent(place, sentNs);
            observe(place);
        }
    }

    /* The place may be that of another request by now: one that knows when it was sent keeps that, as its timeout counts from there. */
    private static void tellSent(Place place, long sentNs) {
        if ((long) SENT_NS.getOpaque(place) == LATER) {
            SENT_NS.compareAndSet(place, LATER, sentNs);
        }
    }

    /* May observe for a request that ended meanwhile; the next one in its place has words that are wrong then, no more. */
    private static void observe(Place place) {
        Kernel owner = ownerOf(place);
        if (owner != null) {
            place.observed = owner;
            place.observedPassed = owner.passed();
            place.observedNs = System.nanoTime();
        }
    }

    /** Takes a request out of its place. {@return whether it was there; then the caller owns the place} */
    private static boolean take(Place place, long key) {
        return swap(place, key, 0L);
    }

    private static boolean swap(Place place, long key, long by) {
        while (keyIn(place) == key) {
            if (KEY.compareAndSet(place, key, by)) {
                return true;
            }
            Thread.yield(); // somebody notes something of it, and puts it back
        }
        return false;
    }

    /**
     * Answers a request.
     *
     * @param header of the answer
     * @param copier of the calling thread
     * @return whether it still waited
     */
    <T> boolean complete(long key, MessageCodec<T> codec, T reply, MessageHeader header, Copier copier) {
        Place place = placeOf(key);
        if (!take(place, key)) {
            return false;
        }
        Requester requester = requesterOf(place);
        Kernel owner = ownerOf(place);
        giveFree(place);
        if (!isExpected(codec, requester, owner)) {
            return true;
        }
        try {
            return requester.complete(codec, reply, header, copier);
        } catch (RuntimeException | Error e) {
            requester.fail(failure(requester, owner, "reply cannot be written: " + e, e));
            throw e;
        }
    }

    /**
     * Answers a request with what lies in memory.
     *
     * @param buffer holding the answer
     * @param offset at which it begins
     * @param length of the answer
     * @param header of the answer
     * @return whether it still waited
     */
    <T> boolean complete(
            long key, MessageCodec<T> codec, MessageBuffer buffer, int offset, int length, MessageHeader header) {
        Place place = placeOf(key);
        if (!take(place, key)) {
            return false;
        }
        Requester requester = requesterOf(place);
        Kernel owner = ownerOf(place);
        giveFree(place);
        if (!isExpected(codec, requester, owner)) {
            return true;
        }
        try {
            return requester.complete(codec, buffer, offset, length, header);
        } catch (RuntimeException | Error e) {
            requester.fail(failure(requester, owner, "reply cannot be read: " + e, e));
            throw e;
        }
    }

    private static boolean isExpected(MessageCodec<?> codec, Requester requester, @Nullable Kernel owner) {
        boolean isExpected = requester.replyType().isAssignableFrom(codec.messageType());
        if (!isExpected) {
            requester.fail(failure(
                    requester,
                    owner,
                    "reply has another type: expected=" + requester.replyType().getName() + ", actual="
                            + codec.messageType().getName(),
                    null));
        }
        return isExpected;
    }

    /** Ends a request without an answer. {@return whether it still waited} */
    boolean fail(long key, String reason, @Nullable Throwable cause) {
        Place place = placeOf(key);
        if (!take(place, key)) {
            return false;
        }
        Requester requester = requesterOf(place);
        Kernel owner = ownerOf(place);
        giveFree(place);
        requester.fail(failure(requester, owner, reason, cause));
        return true;
    }

    /** Takes a request back: nobody waits for it any more. {@return whether it still waited} */
    boolean withdraw(long key) {
        Place place = placeOf(key);
        boolean taken = take(place, key);
        if (taken) {
            giveFree(place);
        }
        return taken;
    }

    private static Requester requesterOf(Place place) {
        Requester requester = place.requester;
        if (requester == null) {
            throw new IllegalStateException("place of a request is empty: place=" + place.number);
        }
        return requester;
    }

    private static @Nullable Kernel ownerOf(Place place) {
        return (Kernel) OWNER.getOpaque(place);
    }

    private static RequestFailedException failure(
            Requester requester, @Nullable Kernel owner, String reason, @Nullable Throwable cause) {
        return new RequestFailedException(reason + ": " + asked(requester, owner), cause);
    }

    /** {@return who was asked what} */
    private static String asked(Requester requester, @Nullable Kernel owner) {
        Kernel target = requester.target();
        return "kernel=" + target.id()
                + (owner == null || owner == target ? "" : ", forwardedTo=" + owner.id())
                + ", message=" + requester.messageType().getName();
    }

    /** {@return the kernel that a wait for an answer waits for; null if it waits for none} */
    @Nullable
    Kernel ownerOf(long key) {
        if (key == NONE) {
            return null;
        }
        Place place = placeOf(key);
        if (place.key != key) {
            return null;
        }
        Kernel owner = place.isDeferred ? null : ownerOf(place);
        return place.key == key ? owner : null;
    }

    /** {@return whether a kernel owes an answer; a hint} */
    boolean isOwedBy(Kernel kernel) {
        for (int i = 0; i < used; i++) {
            if (ownerOf(places[i]) == kernel) {
                return true;
            }
        }
        return false;
    }

    /** Ends all requests that a kernel owes. */
    void failAllOf(Kernel kernel, String reason) {
        endWhere(
                place -> ownerOf(place) == kernel,
                (key, place, requester) -> failure(requester, ownerOf(place), reason, null),
                false);
    }

    /** Takes all requests of a kernel back that wait for it to go on after them. */
    void withdrawAllOf(Kernel requester) {
        for (int i = 0; i < used; i++) {
            Place place = places[i];
            long key = keyIn(place);
            if (key != NONE && place.requester instanceof KernelRequest<?> request && request.requester == requester) {
                withdraw(key);
            }
        }
    }

    /** Ends all requests. */
    void close() {
        endWhere(
                place -> true,
                (key, place, requester) -> new RuntimeClosedException(
                        "runtime was closed before the answer: " + asked(requester, ownerOf(place))),
                false);
    }

    /*
     * The timer sweeps while there is something to sweep. Who enters a request looks whether it does; and the timer, when it has said that
     * it does not any more, looks once more for requests.
     */
    private void sweepLater() {
        if (!sweeps.get() && sweeps.compareAndSet(false, true)) {
            timer.schedule(this::sweep, SWEEP_INTERVAL_NS);
        }
    }

    /** Ends the requests whose time is over. Called by the timer. */
    void sweep() {
        long now = System.nanoTime();
        endWhere(place -> isOver(place, now), RequestTable::timeout, true);
        if (hasSwept()) {
            timer.schedule(this::sweep, SWEEP_INTERVAL_NS);
        } else {
            sweeps.set(false);
            if (hasSwept()) {
                sweepLater();
            }
        }
    }

    /** {@return whether the timer sweeps, or is about to} */
    boolean isSweeping() {
        return sweeps.get();
    }

    private boolean hasSwept() {
        for (int i = 0; i < used; i++) {
            Place place = places[i];
            if (place.key != NONE && place.isSwept) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOver(Place place, long now) {
        if (!place.isSwept) {
            return false;
        }
        if (place.observed == null) {
            observe(place);
        }
        return now - place.sentNs >= place.timeoutNs;
    }

    /** Ends a request whose time is over. {@return whether it still waited} */
    boolean timeOut(long key) {
        return end(placeOf(key), key, RequestTable::timeout, false);
    }

    private static RingKernelException timeout(long key, Place place, Requester requester) {
        Kernel owner = ownerOf(place);
        long nowNs = System.nanoTime();
        long sentNs = (long) SENT_NS.getOpaque(place);
        long roomNs = (long) ROOM_NS.getOpaque(place);
        long takenNs = takenNs(place, sentNs + roomNs);
        boolean hasRoom = (long) WAIT_SINCE_NS.getOpaque(place) == 0;
        StringBuilder text = new StringBuilder()
                .append(hasRoom ? "request was not answered in time: " : "request found no room in time: ")
                .append(asked(requester, owner))
                .append(", waitedMs=")
                .append((nowNs - sentNs) / NS_PER_MS);
        if (hasRoom) {
            long queuedNs = (takenNs == 0 ? nowNs : takenNs) - sentNs - roomNs;
            text.append(roomNs == 0 ? "" : ", roomMs=" + roomNs / NS_PER_MS)
                    .append(", queuedMs=")
                    .append(queuedNs / NS_PER_MS)
                    .append(place.isDeferred ? ", reply=deferred" : "");
        }
        if (owner != null) {
            text.append(", lane=")
                    .append(place.level)
                    .append(", depth=")
                    .append(owner.lanes.backlog(place.level))
                    .append(", state=")
                    .append(owner.state())
                    .append(", doing=")
                    .append(owner.doing());
            long sinceNs = sinceNs(owner, key, place, takenNs);
            if (sinceNs != 0) {
                text.append(", sinceMs=").append((nowNs - sinceNs) / NS_PER_MS);
            }
        }
        return new RequestTimeoutException(text.toString());
    }

    private static long takenNs(Place place, long roomSinceNs) {
        long takenNs = (long) TAKEN_NS.getOpaque(place);
        return takenNs == SOON ? roomSinceNs : takenNs;
    }

    /** {@return since when the kernel has the message that it has in hand, 0 if that is not known} */
    private static long sinceNs(Kernel owner, long key, Place place, long takenNs) {
        if (owner.isHandling(key)) {
            return takenNs;
        }
        boolean isStuck = place.observed == owner && place.observedPassed == owner.passed() && owner.isHandling();
        return isStuck ? place.observedNs : 0;
    }

    private interface Failure {
        RingKernelException of(long key, Place place, Requester requester);
    }

    private boolean end(Place place, long key, Failure failure, boolean isTimer) {
        if (!take(place, key)) {
            return false;
        }
        Requester requester = requesterOf(place);
        RingKernelException e = failure.of(key, place, requester);
        giveFree(place);
        if (isTimer && requester.callsBack()) {
            timer.callBack(() -> requester.fail(e));
        } else {
            requester.fail(e);
        }
        return true;
    }

    private void endWhere(Predicate<Place> condition, Failure failure, boolean isTimer) {
        for (int i = 0; i < used; i++) {
            Place place = places[i];
            long key = keyIn(place);
            if (key != NONE && condition.test(place)) {
                end(place, key, failure, isTimer);
            }
        }
    }
}
