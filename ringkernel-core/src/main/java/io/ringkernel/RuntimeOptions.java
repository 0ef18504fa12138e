// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The limits and defaults of a runtime. Immutable.
 *
 * @param workers            number of threads that run pooled kernels, 1 to 1,024; by default one per core
 * @param payloadLimitBytes  most off-heap memory for payload buffers; by default 256 MiB. A payload occupies the next power
 *     of 2 above its length, so the longest one is the largest power of 2 in the limit
 * @param laneLimitBytes     most off-heap memory for the slots of all lanes, 64 bytes or more; by default as much as there is. A lane
 *     takes 4 slots with its first message, and more when it is full, until it has its capacity; one of a dedicated kernel or of one
 *     producer takes all at once. It gives them back when its kernel has ended, or has been idle. When there are no more to have, a lane
 *     goes on with those that it has, and is full earlier
 * @param laneIdleTime       after what time without a message, or twice as much, the lanes of a kernel give their memory back until the
 *     next one; by default a minute, zero for never. Not those of dedicated kernels, nor those of one producer
 * @param sendTimeout        how long {@code send} waits for room unless it is told otherwise; by default 5 s
 * @param closeTimeout       how long {@code close} waits for kernels to finish what they have; by default 10 s
 * @param requestTimeout     how long a request waits for its answer unless it is told otherwise; by default 5 s
 * @param requestLimit       most requests that wait for an answer at one time, 1 to 65,536; by default 16,384
 * @param latencySampling    every how many messages of a lane queueing and handling are timed, a power of 2; by default
 *     64, because a clock costs as much as the rest of a send; 1 times every message
 * @param deadLetterLimit    most dead letters that are kept to be read and replayed, 0 to 1,048,576; by default 1,024
 * @param deadLetterLimitBytes most heap memory for their messages, ids and causes, see {@link DeadLetters}, 1 KiB to 1 GiB;
 *     by default 4 MiB
 * @param coroutineLimit     most platform threads that run coroutines, 1 to 65,536; by default 1,024. Without meaning on JDK 21
 *     and later, where coroutines are virtual threads
 * @param stallThreshold     how long a handler may keep its thread until it is named, see {@link KernelRuntime#addStallListener};
 *     by default 2 s; zero to name none
 * @param turnTime           how long a worker, or a thread that kernels share, runs a kernel before others get their turn, 10 µs to
 *     1 s; by default 200 µs. A message that takes longer is handled to its end; a turn is of {@value Worker#TURN_LIMIT} messages at most
 * @param threads            what is done with the threads that the runtime starts; by default nothing
 */
public record RuntimeOptions(
        int workers,
        long payloadLimitBytes,
        long laneLimitBytes,
        Duration laneIdleTime,
        Duration sendTimeout,
        Duration closeTimeout,
        Duration requestTimeout,
        int requestLimit,
        int latencySampling,
        int deadLetterLimit,
        long deadLetterLimitBytes,
        int coroutineLimit,
        Duration stallThreshold,
        Duration turnTime,
        ThreadSetup threads) {
    private static final Duration LEAST_TURN = Duration.ofNanos(10_000);
    private static final Duration LONGEST_TURN = Duration.ofSeconds(1);
    private static final Duration LEAST_STALL = Duration.ofMillis(10);

    /** The defaults. */
    public static final RuntimeOptions DEFAULT = new RuntimeOptions(
            Runtime.getRuntime().availableProcessors(),
            256L * 1024 * 1024,
            Long.MAX_VALUE,
            Duration.ofMinutes(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            16_384,
            64,
            1024,
            4L * 1024 * 1024,
            1024,
            Duration.ofSeconds(2),
            Duration.ofNanos(200_000),
            ThreadSetup.NONE);

    /**
     * Checks the values.
     *
     * @param workers           number of threads that run pooled kernels
     * @param payloadLimitBytes most off-heap memory for payload buffers
     * @param laneLimitBytes    most off-heap memory for the slots of all lanes
     * @param laneIdleTime      after what time without a message lanes give their memory back
     * @param sendTimeout       how long {@code send} waits for room
     * @param closeTimeout      how long {@code close} waits for kernels
     * @param requestTimeout    how long a request waits for its answer
     * @param requestLimit      most requests that wait at one time
     * @param latencySampling   every how many messages are timed
     * @param deadLetterLimit   most dead letters that are kept
     * @param deadLetterLimitBytes most heap memory for their messages, ids and causes
     * @param coroutineLimit    most platform threads that run coroutines
     * @param stallThreshold    how long a handler may keep its thread until it is named
     * @param turnTime          how long a worker or a shared thread runs a kernel before others get their turn
     * @param threads           what is done with the threads that the runtime starts
     * @throws IllegalArgumentException if one is out of range, with the value and the range in the text
     */
    public RuntimeOptions {
        Objects.requireNonNull(threads, "threads");
        check(workers >= 1 && workers <= 1024, "workers must be 1 to 1024: workers=" + workers);
        check(
                payloadLimitBytes >= 256,
                "payload limit must be 256 bytes or more: payloadLimitBytes=" + payloadLimitBytes);
        check(laneLimitBytes >= 64, "lane limit must be 64 bytes or more: laneLimitBytes=" + laneLimitBytes);
        check(
                !Objects.requireNonNull(laneIdleTime, "laneIdleTime").isNegative(),
                "lane idle time must not be negative: laneIdleTime=" + laneIdleTime);
        check(
                !Objects.requireNonNull(sendTimeout, "sendTimeout").isNegative(),
                "send timeout must not be negative: sendTimeout=" + sendTimeout);
        check(
                !Objects.requireNonNull(closeTimeout, "closeTimeout").isNegative(),
                "close timeout must not be negative: closeTimeout=" + closeTimeout);
        check(
                !Objects.requireNonNull(requestTimeout, "requestTimeout").isNegative(),
                "request timeout must not be negative: requestTimeout=" + requestTimeout);
        check(
                requestLimit >= 1 && requestLimit <= 1 << MessageIds.SLOT_BITS,
                "request limit must be 1 to 65536: requestLimit=" + requestLimit);
        check(
                Objects.requireNonNull(stallThreshold, "stallThreshold").isZero()
                        || stallThreshold.compareTo(LEAST_STALL) >= 0,
                "stall threshold must be zero, or 10 ms or more: stallThreshold=" + stallThreshold);
        check(
                Objects.requireNonNull(turnTime, "turnTime").compareTo(LEAST_TURN) >= 0
                        && turnTime.compareTo(LONGEST_TURN) <= 0,
                "turn time must be 10 µs to 1 s: turnTime=" + turnTime);
        check(
                latencySampling >= 1 && Integer.bitCount(latencySampling) == 1,
                "latency sampling must be a power of 2: latencySampling=" + latencySampling);
        check(
                deadLetterLimit >= 0 && deadLetterLimit <= 1 << 20,
                "dead letter limit must be 0 to 1048576: deadLetterLimit=" + deadLetterLimit);
        check(
                deadLetterLimitBytes >= 1 << 10 && deadLetterLimitBytes <= 1 << 30,
                "memory for dead letters must be 1024 to 1073741824 bytes: deadLetterLimitBytes="
                        + deadLetterLimitBytes);
        check(
                coroutineLimit >= 1 && coroutineLimit <= 1 << 16,
                "coroutine limit must be 1 to 65536: coroutineLimit=" + coroutineLimit);
    }

    private static void check(boolean holds, String text) {
        if (!holds) {
            throw new IllegalArgumentException(text);
        }
    }

    /**
     * Sets the number of threads that run pooled kernels.
     *
     * @param count 1 to 1,024
     * @return options with that number
     */
    public RuntimeOptions withWorkers(int count) {
        return with(to -> to.workers = count);
    }

    /**
     * Limits the memory for payload buffers.
     *
     * @param bytes 256 or more
     * @return options with that limit
     */
    public RuntimeOptions withPayloadLimitBytes(long bytes) {
        return with(to -> to.payloadLimitBytes = bytes);
    }

    /**
     * Limits the off-heap memory for the slots of all lanes. A message that is the first of its lane, and finds no memory for it, is
     * refused with a {@link LaneMemoryException}, whichever way it is sent.
     *
     * @param bytes 64 or more
     * @return options with that limit
     */
    public RuntimeOptions withLaneLimitBytes(long bytes) {
        return with(to -> to.laneLimitBytes = bytes);
    }

    /**
     * Sets after what time without a message the lanes of a pooled kernel, or one that runs in coroutines, give their memory back,
     * for others to have. The next message takes some again, and about a microsecond more.
     *
     * @param idleTime zero for never; it may take twice as long
     * @return options with that time
     */
    public RuntimeOptions withLaneIdleTime(Duration idleTime) {
        Objects.requireNonNull(idleTime, "idleTime");
        return with(to -> to.laneIdleTime = idleTime);
    }

    /**
     * Sets how long {@code send} waits for room.
     *
     * @param timeout not negative
     * @return options with that timeout
     */
    public RuntimeOptions withSendTimeout(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        return with(to -> to.sendTimeout = timeout);
    }

    /**
     * Sets how long {@code close} waits for kernels.
     *
     * @param timeout not negative
     * @return options with that timeout
     */
    public RuntimeOptions withCloseTimeout(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        return with(to -> to.closeTimeout = timeout);
    }

    /**
     * Sets how long a request waits for its answer.
     *
     * @param timeout not negative
     * @return options with that timeout
     */
    public RuntimeOptions withRequestTimeout(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        return with(to -> to.requestTimeout = timeout);
    }

    /**
     * Limits the requests that wait at one time.
     *
     * @param count 1 to 65,536
     * @return options with that limit
     */
    public RuntimeOptions withRequestLimit(int count) {
        return with(to -> to.requestLimit = count);
    }

    /**
     * Sets every how many messages of a lane are timed.
     *
     * @param interval a power of 2
     * @return options with that interval
     */
    public RuntimeOptions withLatencySampling(int interval) {
        return with(to -> to.latencySampling = interval);
    }

    /**
     * Limits the dead letters that are kept to be read and replayed. They are counted in any case.
     *
     * @param count 0 to 1,048,576
     * @return options with that limit
     */
    public RuntimeOptions withDeadLetterLimit(int count) {
        return with(to -> to.deadLetterLimit = count);
    }

    /**
     * Limits the heap memory for the messages of dead letters. One that is longer itself is kept without its message.
     *
     * @param bytes 1,024 to 2^30
     * @return options with that limit
     */
    public RuntimeOptions withDeadLetterLimitBytes(long bytes) {
        return with(to -> to.deadLetterLimitBytes = bytes);
    }

    /**
     * Limits the platform threads that run coroutines, on a JDK before 21. What finds none free waits for one.
     *
     * @param count 1 to 65,536
     * @return options with that limit
     */
    public RuntimeOptions withCoroutineLimit(int count) {
        return with(to -> to.coroutineLimit = count);
    }

    /**
     * Sets how long a handler may keep its thread until it is named.
     *
     * @param threshold 10 ms or more; zero to name none
     * @return options with that threshold
     */
    public RuntimeOptions withStallThreshold(Duration threshold) {
        Objects.requireNonNull(threshold, "threshold");
        return with(to -> to.stallThreshold = threshold);
    }

    /**
     * Sets how long a worker runs a pooled kernel, or a shared thread one of its kernels, before others get their turn. A shorter time
     * is fairer to kernels that wait, a longer one costs fewer changes between them. A message that takes longer is handled to its end.
     *
     * @param time 10 µs to 1 s
     * @return options with that time
     */
    public RuntimeOptions withTurnTime(Duration time) {
        Objects.requireNonNull(time, "time");
        return with(to -> to.turnTime = time);
    }

    /**
     * Sets what is done with the platform threads that the runtime starts: their names, priorities and cores, and whether they are
     * daemons.
     *
     * @param setup for all of them
     * @return options with that setup
     */
    public RuntimeOptions withThreads(ThreadSetup setup) {
        Objects.requireNonNull(setup, "setup");
        return with(to -> to.threads = setup);
    }

    private RuntimeOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** Options in the making, so that to change one needs not name all. */
    private static final class Draft {
        private int workers;
        private long payloadLimitBytes;
        private long laneLimitBytes;
        private Duration laneIdleTime;
        private Duration sendTimeout;
        private Duration closeTimeout;
        private Duration requestTimeout;
        private int requestLimit;
        private int latencySampling;
        private int deadLetterLimit;
        private long deadLetterLimitBytes;
        private int coroutineLimit;
        private Duration stallThreshold;
        private Duration turnTime;
        private ThreadSetup threads;

        private Draft(RuntimeOptions from) {
            workers = from.workers;
            payloadLimitBytes = from.payloadLimitBytes;
            laneLimitBytes = from.laneLimitBytes;
            laneIdleTime = from.laneIdleTime;
            sendTimeout = from.sendTimeout;
            closeTimeout = from.closeTimeout;
            requestTimeout = from.requestTimeout;
            requestLimit = from.requestLimit;
            latencySampling = from.latencySampling;
            deadLetterLimit = from.deadLetterLimit;
            deadLetterLimitBytes = from.deadLetterLimitBytes;
            coroutineLimit = from.coroutineLimit;
            stallThreshold = from.stallThreshold;
            turnTime = from.turnTime;
            threads = from.threads;
        }

        private RuntimeOptions options() {
            return new RuntimeOptions(
                    workers,
                    payloadLimitBytes,
                    laneLimitBytes,
                    laneIdleTime,
                    sendTimeout,
                    closeTimeout,
                    requestTimeout,
                    requestLimit,
                    latencySampling,
                    deadLetterLimit,
                    deadLetterLimitBytes,
                    coroutineLimit,
                    stallThreshold,
                    turnTime,
                    threads);
        }
    }
}
