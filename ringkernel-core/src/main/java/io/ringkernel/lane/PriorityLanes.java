// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import io.ringkernel.annotation.Priority;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one kernel: one for each {@link Priority}, and one above them for replies. A lane comes into being with
 * its first message.
 *
 * <p>The highest lane that has messages is drained first, and after every {@value #CHECK_INTERVAL} messages, or about {@value
 * #CHECK_INTERVAL_NS} ns if they take longer, all are looked at again from the top: this bounds how long an urgent message waits
 * for less urgent ones. Each lower lane that
 * has messages meanwhile earns a share of what is handled, so that none starves: 16 % high, which only replies overtake,
 * 8 % above normal, 4 % normal, 2 % below normal, 1 % low, of all messages handled while it waits.
 */
public final class PriorityLanes {
    /** After how many messages higher lanes are looked at again. */
    public static final int CHECK_INTERVAL = 16;

    /** After what time they are, if that is sooner; not before the message in hand is handled. */
    public static final long CHECK_INTERVAL_NS = 50_000;

    private static final int LEVELS = Priority.values().length;
    private static final int REPLIES = LEVELS;
    private static final int WHOLE = 1000;
    private static final int[] SHARES = {10, 20, 40, 80, 160, 0};
    private static final VarHandle LANES = MethodHandles.arrayElementVarHandle(Lane[].class);

    /** A lane that exists. */
    private static final class Level {
        private final int index;
        private final Lane lane;
        private int owed; // in thousandths of a message; of the draining thread alone

        Level(int index, Lane lane) {
            this.index = index;
            this.lane = lane;
        }
    }

    private final @Nullable Lane[] lanes = new Lane[LEVELS + 1]; // where senders find them
    private volatile Level[]
            levels = {}; // the same, from the highest, for whoever goes by all; each array is never written again
    private final Function<Priority, Lane> newLane;
    private final Supplier<Lane> newReplyLane;
    private final Supplier<Lane> newClosedLane;
    private final LongSupplier clock;
    private boolean closed;

    /* Of the draining thread alone. */
    private int handledLastRound;
    private int round = CHECK_INTERVAL; // how many messages fit the interval

    /**
     * Creates the lanes of a kernel, none of which exists yet.
     *
     * @param newLane      creates the lane of a level
     * @param newReplyLane creates the lane for replies, which come from any number of threads
     * @param newClosedLane creates what stands for a lane that is asked for after the end, and takes no message
     */
    public PriorityLanes(Function<Priority, Lane> newLane, Supplier<Lane> newReplyLane, Supplier<Lane> newClosedLane) {
        this(newLane, newReplyLane, newClosedLane, System::nanoTime);
    }

    /** Creates them so, with a clock in nanoseconds. */
    PriorityLanes(
            Function<Priority, Lane> newLane,
            Supplier<Lane> newReplyLane,
            Supplier<Lane> newClosedLane,
            LongSupplier clock) {
        this.newLane = newLane;
        this.newReplyLane = newReplyLane;
        this.newClosedLane = newClosedLane;
        this.clock = clock;
    }

    /**
     * Finds the lane of a level, and creates it if this is its first use.
     *
     * @param level of the message
     * @return the lane
     */
    public Lane lane(Priority level) {
        return lane(level.ordinal());
    }

    /**
     * Finds the lane of a level.
     *
     * @param level of the message
     * @return the lane, or null if it was not used yet
     */
    public @Nullable Lane existing(Priority level) {
        return existing(level.ordinal());
    }

    /** {@return the lane in which replies to this kernel travel, above all others} */
    public Lane replies() {
        return lane(REPLIES);
    }

    private Lane lane(int index) {
        Lane lane = existing(index);
        return lane != null ? lane : create(index);
    }

    private @Nullable Lane existing(int index) {
        return (Lane) LANES.getAcquire(lanes, index);
    }

    private Lane create(int index) {
        synchronized (lanes) {
            Lane lane = existing(index);
            if (lane == null) {
                lane = make(index);
                levels = with(new Level(index, lane)); // first: who has the lane may send into it, and rest
                LANES.setRelease(lanes, index, lane);
            }
            return lane;
        }
    }

    private Level[] with(Level made) {
        Level[] all = Arrays.copyOf(levels, levels.length + 1);
        int i = all.length - 1;
        while (i > 0 && all[i - 1].index < made.index) {
            all[i] = all[i - 1];
            i--;
        }
        all[i] = made;
        return all;
    }

    private Lane make(int index) {
        if (closed) {
            Lane lane = newClosedLane.get();
            lane.close();
            return lane;
        }
        return index == REPLIES ? newReplyLane.get() : newLane.apply(Priority.values()[index]);
    }

    /** Closes all lanes, those to come included: after this none is made that takes memory. */
    public void close() {
        synchronized (lanes) {
            closed = true;
            for (Level level : levels) {
                level.lane.close();
            }
        }
    }

    /**
     * Hands messages to a handler, however long it takes; else as {@link #drain(SlotHandler, int, long)}.
     *
     * @param handler to take them
     * @param limit   most slots to look at; may be exceeded by less than {@link #CHECK_INTERVAL}
     * @return number of slots passed
     */
    public int drain(SlotHandler handler, int limit) {
        return drain(handler, limit, Long.MAX_VALUE);
    }

    /**
     * Hands messages to a handler, urgent ones first. Called by one thread at a time.
     *
     * <p>A turn of up to {@value #CHECK_INTERVAL} messages reads no clock, one that goes on reads it then, after twice as many, and
     * so on. When messages are found to take so long that fewer fit {@value #CHECK_INTERVAL_NS} ns, the lanes are looked at, and the
     * clock is read, after as many as fit, until they are quick again.
     *
     * @param handler to take them
     * @param limit   most slots to look at; may be exceeded by less than {@link #CHECK_INTERVAL}
     * @param limitNs how long to go on at most; may be exceeded by what the messages between two looks at the clock take
     * @return number of slots passed; 0 if there is nothing to drain or the handler is not ready. Who is not seen to wait for
     *     room may not have been told: the caller fences after the last drain, and calls {@link #tellRoom}
     */
    public int drain(SlotHandler handler, int limit, long limitNs) {
        boolean isTimed = round < CHECK_INTERVAL;
        boolean isAdapted = false;
        long startNs = isTimed ? clock.getAsLong() : 0;
        int look = round;
        int untimed = 0;
        int total = 0;
        int handled;
        boolean goesOn;
        do {
            handled = drainRound(handler);
            total += handled;
            goesOn = handled > 0 && total < limit;
            if (goesOn && total >= look) {
                long nowNs = clock.getAsLong();
                if (isTimed) {
                    adapt(nowNs - startNs, total - untimed);
                    isAdapted = round == CHECK_INTERVAL;
                    goesOn = nowNs - startNs < limitNs;
                } else {
                    isTimed = true;
                    startNs = nowNs;
                    untimed = total;
                }
                look = round < CHECK_INTERVAL ? total + round : 2 * total;
            }
        } while (goesOn);
        if (isTimed && !isAdapted && total > untimed) {
            adapt(clock.getAsLong() - startNs, total - untimed);
        }
        giveBack();
        return total;
    }

    private void adapt(long elapsedNs, int messages) {
        long fit = CHECK_INTERVAL_NS * messages / Math.max(1, elapsedNs);
        round = (int) Math.max(1, Math.min(fit, Math.min(2 * round, CHECK_INTERVAL)));
    }

    /** Gives all slots that were drained back to their senders. Called as {@link #drain} is, also amid it. */
    public void giveBack() {
        for (Level level : levels) {
            level.lane.giveBack();
        }
    }

    /** Tells those who wait for room in any lane, after a full fence. For any thread. */
    public void tellRoom() {
        for (Level level : levels) {
            level.lane.tellRoom();
        }
    }

    private int drainRound(SlotHandler handler) {
        int handled = 0;
        for (Level level : levels) {
            if (handled == 0) {
                handled = level.lane.drain(handler, round);
                level.owed = 0;
            } else if (level.lane.isEmpty()) {
                level.owed = 0;
            } else {
                handled += drainShare(handler, level);
            }
        }
        handledLastRound = handled;
        return handled;
    }

    private int drainShare(SlotHandler handler, Level level) {
        level.owed += SHARES[level.index] * handledLastRound;
        int due = level.owed / WHOLE;
        if (due == 0) {
            return 0;
        }
        int handled = level.lane.drain(handler, due);
        level.owed -= handled * WHOLE;
        return handled;
    }

    /**
     * Has lanes without messages give their memory away; see {@link Lane#vacate}.
     *
     * @return how many did
     */
    public int vacate() {
        int vacated = 0;
        for (Level level : levels) {
            vacated += level.lane.vacate() ? 1 : 0;
        }
        return vacated;
    }

    /** {@return whether no lane has anything to drain} */
    public boolean isEmpty() {
        for (Level level : levels) {
            if (!level.lane.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Tells how many messages of a level wait; for any thread.
     *
     * @param level of the messages
     * @return slots that are taken in its lane; a snapshot
     */
    public long backlog(Priority level) {
        Lane lane = existing(level.ordinal());
        return lane == null ? 0 : lane.backlog();
    }

    /** {@return how many messages were published into all lanes so far; a snapshot} */
    public long accepted() {
        long accepted = 0;
        for (Level level : levels) {
            accepted += level.lane.accepted();
        }
        return accepted;
    }
}
