// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.shape;

import io.ringkernel.annotation.Priority;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;

/**
 * The graph of {@link Savina#A_STAR}: a cube of rooms, a price on each door, and the cheapest way from one corner to the
 * opposite one. Many may search at a time. A room is handed to nobody else while it waits to be searched, so at most as many
 * searches are under way as there are rooms; and what is found does not depend on their order.
 */
public final class Maze {
    /** Rooms along an edge of the cube. */
    public static final int EDGE = 16;

    /** Rooms in all. */
    public static final int ROOMS = EDGE * EDGE * EDGE;

    /** Who search. */
    public static final int WORKERS = 8;

    /** Rooms that one search visits before it leaves the others to somebody else. */
    public static final int PIECE = 64;

    /** The room where all begins. */
    public static final int START = 0;

    private static final int GOAL = ROOMS - 1;
    private static final int[] STEPS = {1, EDGE, EDGE * EDGE};
    private static final int DEAREST = 9;
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private final AtomicIntegerArray costs = new AtomicIntegerArray(ROOMS);
    private final AtomicIntegerArray waits = new AtomicIntegerArray(ROOMS);

    /** Creates a maze that nobody has entered. */
    public Maze() {
        reset();
    }

    /** Forgets all ways. Called while nobody searches. */
    public void reset() {
        for (int room = 0; room < ROOMS; room++) {
            costs.set(room, Integer.MAX_VALUE);
            waits.set(room, 0);
        }
        costs.set(START, 0);
    }

    /** {@return what the cheapest way costs that was found so far} */
    public int cost() {
        return costs.get(GOAL);
    }

    /**
     * Says how urgent it is to search from a room: the cheaper a way through it can be, the more.
     *
     * @param room to search from
     * @return a priority, 0 to 255
     */
    public int priority(int room) {
        int more = costs.get(room) + distance(room) - distance(START);
        return Math.max(Priority.LOWEST, Priority.HIGHEST - 2 * more);
    }

    /**
     * Visits some rooms around one, those on the cheapest ways first.
     *
     * @param from to begin at
     * @param left takes the rooms that somebody else has to search
     */
    public void search(int from, IntConsumer left) {
        waits.set(from, 0); // before its cost is read: who finds it waiting relies on that
        PriorityQueue<Long> next = new PriorityQueue<>();
        next.add(estimate(from, costs.get(from)));
        for (int visited = 0; visited < PIECE && !next.isEmpty(); ) {
            long estimate = next.remove();
            int room = (int) estimate;
            int cost = (int) (estimate >>> 32) - distance(room);
            if (isPromising(room, cost)) {
                visit(room, cost, next);
                visited++;
            }
        }
        for (long estimate : next) {
            int room = (int) estimate;
            int cost = (int) (estimate >>> 32) - distance(room);
            if (isPromising(room, cost) && waits.compareAndSet(room, 0, 1)) {
                left.accept(room);
            }
        }
    }

    private boolean isPromising(int room, int cost) {
        return costs.get(room) == cost && cost + distance(room) < cost();
    }

    private void visit(int room, int cost, PriorityQueue<Long> next) {
        for (int step : STEPS) {
            int place = room / step % EDGE;
            if (place > 0) {
                enter(room - step, cost + price(room - step, step), next);
            }
            if (place < EDGE - 1) {
                enter(room + step, cost + price(room, step), next);
            }
        }
    }

    private void enter(int room, int cost, PriorityQueue<Long> next) {
        int known = costs.get(room);
        while (cost < known) {
            if (costs.compareAndSet(room, known, cost)) {
                next.add(estimate(room, cost));
                return;
            }
            known = costs.get(room);
        }
    }

    /** What a way through a room costs at least, and the room, in one number. */
    private static long estimate(int room, int cost) {
        return (long) (cost + distance(room)) << 32 | room;
    }

    /** {@return how many doors there are at least from a room to the goal} */
    private static int distance(int room) {
        return 3 * (EDGE - 1) - room % EDGE - room / EDGE % EDGE - room / EDGE / EDGE;
    }

    /** {@return what it costs to pass the door of a room that leads up in a direction} */
    private static int price(int room, int step) {
        return 1 + (int) (((long) room * ROOMS + step) * FACTOR >>> 40) % DEAREST;
    }

    /** {@return what the cheapest way costs, found without any estimate} */
    static int result() {
        int[] costs = new int[ROOMS];
        Arrays.fill(costs, Integer.MAX_VALUE - DEAREST);
        costs[START] = 0;
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int room = 0; room < ROOMS; room++) {
                for (int step : STEPS) {
                    if (room / step % EDGE < EDGE - 1) {
                        int price = price(room, step);
                        int there = Math.min(costs[room + step], costs[room] + price);
                        int back = Math.min(costs[room], costs[room + step] + price);
                        changed |= there < costs[room + step] || back < costs[room];
                        costs[room + step] = there;
                        costs[room] = back;
                    }
                }
            }
        }
        return costs[GOAL];
    }
}
