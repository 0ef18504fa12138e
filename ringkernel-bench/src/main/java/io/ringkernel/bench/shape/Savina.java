// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.shape;

/** Workloads of the Savina suite: their shapes and what they compute; the lengths fit a run of some milliseconds. */
public enum Savina {
    /** Two actors send one message there and back. */
    PING_PONG("Ping-pong: two, 20,000 round trips", Savina.ROUND_TRIPS),
    /** One actor counts what another sends. */
    COUNTING("Counting: 100,000 messages from one to another", Savina.COUNTS),
    /** Many actors get many messages from outside, in turn. */
    FORK_JOIN_THROUGHPUT("Fork-join throughput: 60, 1,000 messages each", Savina.FORKS * Savina.FORK_MESSAGES),
    /** Many actors are created, get one message and end. */
    FORK_JOIN_CREATE("Fork-join create: 2,000, one message each", Savina.CREATED),
    /** A message goes round. */
    THREAD_RING("Thread ring: 100, 50,000 hops", Savina.HOPS),
    /** Each of many actors sends to all the others, and waits for each answer. */
    BIG("Big: 60, each asks 500 times", Savina.BIG_ACTORS * Savina.BIG_PINGS),
    /** Each call of a recursive function is an actor. */
    FIB("Fibonacci: an actor for each of the calls of fib(15)", 610),
    /** A tree in which each but the leaves creates ten more, and adds up what they say. */
    SKYNET("Skynet: a tree of 11,111", 49_995_000),
    /** Philosophers take two forks from one arbiter. */
    PHILOSOPHERS("Philosophers: 20, 500 meals each", Savina.PHILOSOPHER_COUNT * Savina.MEALS),
    /** Producers are held back by an actor that has room for a few items, and consumers wait for them. */
    BOUNDED_BUFFER("Bounded buffer: 10 producers, 10 consumers, 5,000 items, room for 50", Goods.result()),
    /** An account asks another to take money, and puts all else aside until that says it did. */
    BANKING("Banking: 200 accounts, 10,000 transfers in two phases, 50 at a time", Bank.result()),
    /** An actor per series asks another for each term, and waits for it within its handler. */
    LOG_MAP("Log map: 10 series, 200 terms each, each awaited", LogisticMap.result()),
    /** Searches of a graph, the most promising first. */
    A_STAR("A*: the cheapest way through 4,096 rooms, 8 workers, priorities", Maze.result());

    /** Of {@link #PING_PONG}. */
    public static final int ROUND_TRIPS = 20_000;

    /** Of {@link #COUNTING}. */
    public static final int COUNTS = 100_000;

    /** Actors of {@link #FORK_JOIN_THROUGHPUT}. */
    public static final int FORKS = 60;

    /** Messages to each of them. */
    public static final int FORK_MESSAGES = 1_000;

    /** Actors of {@link #FORK_JOIN_CREATE}. */
    public static final int CREATED = 2_000;

    /** Actors of {@link #THREAD_RING}. */
    public static final int RING = 100;

    /** How far the message goes in it. */
    public static final int HOPS = 50_000;

    /** Actors of {@link #BIG}. */
    public static final int BIG_ACTORS = 60;

    /** Questions of each of them. */
    public static final int BIG_PINGS = 500;

    /** Argument of {@link #FIB}. */
    public static final int FIB_OF = 15;

    /** Leaves of {@link #SKYNET}. */
    public static final int LEAVES = 10_000;

    /** Children of each that is none. */
    public static final int BRANCHES = 10;

    /** Actors of {@link #PHILOSOPHERS}. */
    public static final int PHILOSOPHER_COUNT = 20;

    /** Meals of each of them. */
    public static final int MEALS = 500;

    private final String title;
    private final long result;

    Savina(String title, long result) {
        this.title = title;
        this.result = result;
    }

    /** {@return its name in tables and pictures} */
    public String title() {
        return title;
    }

    /** {@return what a run computes} */
    public long result() {
        return result;
    }
}
