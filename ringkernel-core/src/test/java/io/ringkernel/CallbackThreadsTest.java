// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What users attach to futures whose time is over may block, and holds up nobody else. */
class CallbackThreadsTest extends RuntimeTest {
    private static final int BLOCKING = 3 * CallbackThreads.USUAL;
    private static final Duration SOON = Duration.ofMillis(500);

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger ran = new AtomicInteger();

    private void block() {
        await(released);
        ran.incrementAndGet();
    }

    @Test
    void othersRunWhileManyBlock() {
        List<Thread> threads = new ArrayList<>();
        CallbackThreads callbacks = new CallbackThreads(body -> {
            Thread thread = new Thread(body);
            thread.setDaemon(true);
            synchronized (threads) {
                threads.add(thread);
            }
            return thread;
        });
        CountDownLatch other = new CountDownLatch(1);

        for (int i = 0; i < BLOCKING; i++) {
            callbacks.run(this::block);
        }
        callbacks.run(other::countDown);

        await(other);
        assertThat(ran).hasValue(0);
        released.countDown();
        Eventually.holds("all have run", () -> ran.get() == BLOCKING);
        Eventually.holds("the threads have ended", () -> {
            synchronized (threads) {
                return threads.stream().noneMatch(Thread::isAlive);
            }
        });
    }

    @Test
    void afterABurstThatDoesNotBlockThereAreNoMoreThreadsThanUsual() {
        AtomicInteger alive = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ThreadFactory counting = body -> {
            most.accumulateAndGet(alive.incrementAndGet(), Math::max);
            Thread thread = new Thread(() -> {
                body.run();
                alive.decrementAndGet();
            });
            thread.setDaemon(true);
            return thread;
        };
        // A machine that is busy may keep a thread waiting as one that blocks does.
        CallbackThreads callbacks = new CallbackThreads(counting, LONG.toNanos());

        for (int i = 0; i < 10 * CallbackThreads.USUAL; i++) {
            int count = i + 1;
            callbacks.run(ran::incrementAndGet);
            Eventually.holds("it has run", () -> ran.get() == count);
        }

        assertThat(most.get()).isBetween(1, CallbackThreads.USUAL);
    }

    @Test
    void aFutureTimesOutWhileCallbacksOfManyOthersBlock() {
        launch("a", ECHO);
        runtime.send(
                "a", new Ping(0)); // or the first request would take its time, and be over before anybody waits for it
        for (int i = 0; i < BLOCKING; i++) {
            runtime.request("a", new Ping(i), Pong.class, SOON).whenComplete((reply, e) -> block());
        }

        CompletableFuture<Pong> other = runtime.request("a", new Ping(0), Pong.class, SOON);

        assertThat(thrownBy(other::join)).hasCauseExactlyInstanceOf(RequestTimeoutException.class);
        assertThat(ran).hasValue(0);
        released.countDown();
        Eventually.holds("all have run", () -> ran.get() == BLOCKING);
    }
}
