// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestTableTest extends RuntimeTest {
    private static final int LIMIT = 4;

    private final MessageIds ids = new MessageIds();
    private final RequestTable table = new RequestTable(LIMIT, ids);
    private final Kernel kernel = newKernel("pricing");

    private Kernel newKernel(String id) {
        launch(id, ECHO);
        return runtime.kernelOf(runtime.kernelIds().size());
    }

    @AfterEach
    void closeTable() {
        table.close();
    }

    private long enter(CompletableFuture<Pong> future) {
        return table.enter(kernel, "com.example.Ping", Pong.class, LONG, future);
    }

    private static Throwable causeOf(CompletableFuture<?> future) {
        try {
            throw new AssertionError("completed with " + future.get(20, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void answersOnce() {
        CompletableFuture<Pong> future = new CompletableFuture<>();
        long key = enter(future);
        assertThat(future).isNotDone();

        assertThat(table.complete(key, new Pong(1))).isTrue();
        assertThat(table.complete(key, new Pong(2))).isFalse();
        assertThat(table.fail(key, "late", null)).isFalse();

        assertThat(future).isCompletedWithValue(new Pong(1));
    }

    @Test
    void failsWithTheReason() {
        CompletableFuture<Pong> future = new CompletableFuture<>();
        Exception cause = new Exception("boom");

        assertThat(table.fail(enter(future), "handler threw it", cause)).isTrue();

        assertThat(causeOf(future))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("handler threw it: kernel=pricing, message=com.example.Ping")
                .hasCause(cause);
    }

    @Test
    void refusesAReplyOfAnotherType() {
        CompletableFuture<Pong> future = new CompletableFuture<>();

        assertThat(table.complete(enter(future), new Ping(1))).isTrue();

        assertThat(causeOf(future))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("reply has another type: expected=io.ringkernel.Messages$Pong,"
                        + " actual=io.ringkernel.Messages$Ping: kernel=pricing, message=com.example.Ping");
    }

    @Test
    void timesOut() {
        CompletableFuture<Pong> future = new CompletableFuture<>();
        long key = table.enter(kernel, "com.example.Ping", Pong.class, SHORT, future);

        assertThat(causeOf(future))
                .isExactlyInstanceOf(RequestTimeoutException.class)
                .message()
                .matches("request was not answered in time: kernel=pricing, message=com\\.example\\.Ping,"
                        + " waitedMs=([3-9]\\d|\\d{3,}), state=LAUNCHED, waiting=0");
        assertThat(table.complete(key, new Pong(1))).isFalse();
    }

    @Test
    void timesOutAfterARest() {
        for (int i = 0; i < 3; i++) {
            CompletableFuture<Pong> future = new CompletableFuture<>();
            table.enter(kernel, "com.example.Ping", Pong.class, Duration.ofMillis(1), future);
            assertThat(causeOf(future)).isExactlyInstanceOf(RequestTimeoutException.class);
        }
    }

    @Test
    void takesTheLongestTimeout() {
        CompletableFuture<Pong> future = new CompletableFuture<>();
        long key = table.enter(kernel, "com.example.Ping", Pong.class, Duration.ofSeconds(Long.MAX_VALUE), future);

        assertThat(table.complete(key, new Pong(1))).isTrue();
        assertThat(future).isCompletedWithValue(new Pong(1));
    }

    @Test
    void takesARequestBack() {
        CompletableFuture<Pong> future = new CompletableFuture<>();
        long key = enter(future);

        table.withdraw(key);

        assertThat(table.complete(key, new Pong(1))).isFalse();
        assertThat(future).isNotDone();
        assertThat(freePlaces()).isEqualTo(LIMIT);
    }

    @Test
    void tellsALateReplyFromTheNextRequestInItsPlace() {
        CompletableFuture<Pong> first = new CompletableFuture<>();
        long late = enter(first);
        table.fail(late, "gone", null);
        CompletableFuture<Pong> second = new CompletableFuture<>();
        long key = enter(second);
        assertThat(MessageIds.place(key)).isEqualTo(MessageIds.place(late));

        assertThat(table.complete(late, new Pong(1))).isFalse();
        assertThat(second).isNotDone();

        assertThat(table.complete(key, new Pong(2))).isTrue();
        assertThat(second).isCompletedWithValue(new Pong(2));
    }

    @Test
    void keepsItsLimit() {
        List<Long> keys = new ArrayList<>();
        for (int i = 0; i < LIMIT; i++) {
            keys.add(enter(new CompletableFuture<>()));
        }

        assertThatThrownBy(() -> enter(new CompletableFuture<>()))
                .isExactlyInstanceOf(RequestLimitException.class)
                .hasMessage("too many requests wait for an answer: limit=4, kernel=pricing, message=com.example.Ping"
                        + "; await some, or raise RuntimeOptions.requestLimit");

        table.withdraw(keys.get(2));
        assertThat(MessageIds.place(enter(new CompletableFuture<>()))).isEqualTo(MessageIds.place(keys.get(2)));
    }

    private int freePlaces() {
        List<Long> keys = new ArrayList<>();
        while (keys.size() < LIMIT) {
            keys.add(enter(new CompletableFuture<>()));
        }
        assertThatThrownBy(() -> enter(new CompletableFuture<>())).isExactlyInstanceOf(RequestLimitException.class);
        keys.forEach(table::withdraw);
        return keys.size();
    }

    @Test
    void failsWhatOneKernelOwes() {
        Kernel other = newKernel("shipping");
        CompletableFuture<Pong> owed = new CompletableFuture<>();
        CompletableFuture<Pong> otherOwed = new CompletableFuture<>();
        enter(owed);
        table.enter(other, "com.example.Ping", Pong.class, LONG, otherOwed);

        table.failAllOf(kernel, "kernel ended before the answer");

        assertThat(causeOf(owed))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("kernel ended before the answer: kernel=pricing, message=com.example.Ping");
        assertThat(otherOwed).isNotDone();
    }

    @Test
    void failsAllWhenClosed() {
        CompletableFuture<Pong> future = new CompletableFuture<>();
        enter(future);

        table.close();

        assertThat(causeOf(future))
                .isExactlyInstanceOf(RuntimeClosedException.class)
                .hasMessage("runtime was closed before the answer: kernel=pricing, message=com.example.Ping");
        table.close();
    }

    @Test
    void endsEachRequestOnceForManyThreads() throws InterruptedException {
        long seed = System.nanoTime();
        AtomicLong entered = new AtomicLong();
        AtomicLong endedByKey = new AtomicLong();
        AtomicLong futuresDone = new AtomicLong();
        AtomicLongArray keys = new AtomicLongArray(16);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Random random = new Random(seed + t);
            Thread thread = start(() -> {
                for (int i = 0; i < 50_000; i++) {
                    int at = random.nextInt(keys.length());
                    if (random.nextInt(3) == 0) {
                        CompletableFuture<Pong> future = new CompletableFuture<>();
                        future.whenComplete((reply, error) -> futuresDone.incrementAndGet());
                        try {
                            keys.set(at, enter(future));
                            entered.incrementAndGet();
                        } catch (RequestLimitException e) {
                            continue;
                        }
                    } else {
                        long key = keys.get(at);
                        boolean ended = key != 0
                                && (random.nextBoolean()
                                        ? table.complete(key, new Pong(i))
                                        : table.fail(key, "no", null));
                        if (ended) {
                            endedByKey.incrementAndGet();
                        }
                    }
                }
            });
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }

        table.failAllOf(kernel, "over");

        assertThat(futuresDone).as("seed=%d", seed).hasValue(entered.get());
        assertThat(endedByKey.get()).as("seed=%d", seed).isBetween(entered.get() - LIMIT, entered.get());
        assertThat(freePlaces()).as("seed=%d", seed).isEqualTo(LIMIT);
    }
}
