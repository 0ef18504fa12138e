// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Priority;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageHeader;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestTableTest extends RuntimeTest {
    private static final int LIMIT = 4;

    private final MessageIds ids = new MessageIds();
    private final RuntimeTimer timer = new RuntimeTimer(new RuntimeThreads(ThreadSetup.NONE));
    private final RequestTable table = new RequestTable(LIMIT, ids, timer);
    private final Kernel kernel = newKernel("pricing");

    private Kernel newKernel(String id) {
        launch(id, ECHO);
        return runtime.kernelOf(runtime.kernelIds().size());
    }

    @AfterEach
    void closeTable() {
        table.close();
        timer.close();
    }

    private RequestFuture<Pong> enter() {
        return enter(table, kernel, LONG);
    }

    private static RequestFuture<Pong> enter(RequestTable table, Kernel target, Duration timeout) {
        RequestFuture<Pong> future = new RequestFuture<>(table, target, Ping.class, Pong.class);
        future.key = table.enter(future, Priority.NORMAL, System.nanoTime(), Nanos.of(timeout), true);
        return future;
    }

    private boolean complete(long key, Pong reply) {
        return complete(table, key, reply);
    }

    private static boolean complete(RequestTable table, long key, Pong reply) {
        return table.complete(key, Messages_PongCodec.INSTANCE, reply, MessageHeader.none(128), new Copier());
    }

    private final FailedRequester requester = new FailedRequester();

    /** Keeps why it got no answer. */
    private final class FailedRequester implements Requester {
        private @Nullable RingKernelException failure;

        @Override
        public Kernel target() {
            return kernel;
        }

        @Override
        public Class<?> messageType() {
            return Ping.class;
        }

        @Override
        public Class<?> replyType() {
            return Pong.class;
        }

        @Override
        public <T> boolean complete(MessageCodec<T> codec, T reply, MessageHeader header, Copier copier) {
            throw new AssertionError("answered with " + reply);
        }

        @Override
        public <T> boolean complete(
                MessageCodec<T> codec, MessageBuffer buffer, int offset, int length, MessageHeader header) {
            throw new AssertionError("answered with " + codec.messageType());
        }

        @Override
        public void fail(RingKernelException e) {
            failure = e;
        }

        @Override
        public boolean callsBack() {
            return false;
        }
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
        RequestFuture<Pong> future = enter();
        assertThat(future).isNotDone();
        assertThat(table.isWaiting(future.key)).isTrue();

        assertThat(complete(future.key, new Pong(1))).isTrue();
        assertThat(complete(future.key, new Pong(2))).isFalse();
        assertThat(table.fail(future.key, "late", null)).isFalse();

        assertThat(table.isWaiting(future.key)).isFalse();
        assertThat(future).isCompletedWithValue(new Pong(1));
    }

    @Test
    void failsWithTheReason() {
        RequestFuture<Pong> future = enter();
        Exception cause = new Exception("boom");

        assertThat(table.fail(future.key, "handler threw it", cause)).isTrue();

        assertThat(causeOf(future))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("handler threw it: kernel=pricing, message=io.ringkernel.Messages$Ping")
                .hasCause(cause);
    }

    @Test
    void refusesAReplyOfAnotherType() {
        RequestFuture<Pong> future = enter();

        assertThat(table.complete(
                        future.key, Messages_PingCodec.INSTANCE, new Ping(1), MessageHeader.none(128), new Copier()))
                .isTrue();

        assertThat(causeOf(future))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("reply has another type: expected=io.ringkernel.Messages$Pong,"
                        + " actual=io.ringkernel.Messages$Ping: kernel=pricing, message=io.ringkernel.Messages$Ping");
    }

    @Test
    void failsWhenTheReplyCannotBeWritten() {
        RequestFuture<Ping> future = new RequestFuture<>(table, kernel, Pong.class, Ping.class);
        future.key = table.enter(future, Priority.NORMAL, System.nanoTime(), Nanos.of(LONG), true);
        Ping tooLong = new Ping(1, "x".repeat(Messages_PingCodec.LONGEST_TEXT + 1));

        assertThatThrownBy(() -> table.complete(
                        future.key, Messages_PingCodec.INSTANCE, tooLong, MessageHeader.none(128), new Copier()))
                .isExactlyInstanceOf(CodecException.class);

        assertThat(causeOf(future))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("reply cannot be written: io.ringkernel.codec.CodecException: field too long:"
                        + " field=Ping.text, length=100001, limit=100000 bytes; raise @MaxLength on the field or"
                        + " @Message(maxLength), or send a BufferRef: kernel=pricing,"
                        + " message=io.ringkernel.Messages$Pong")
                .hasCauseExactlyInstanceOf(CodecException.class);
    }

    @Test
    void timesOut() {
        RequestFuture<Pong> future = enter(table, kernel, SHORT);
        table.noteRoom(future.key);

        assertThat(causeOf(future))
                .isExactlyInstanceOf(RequestTimeoutException.class)
                .message()
                .matches(
                        "request was not answered in time: kernel=pricing, message=io\\.ringkernel\\.Messages\\$Ping,"
                                + " waitedMs=([3-9]\\d|\\d{3,}), queuedMs=([3-9]\\d|\\d{3,}), lane=NORMAL, depth=0, state=LAUNCHED, doing=idle");
        assertThat(complete(future.key, new Pong(1))).isFalse();
    }

    @Test
    void saysOfARequestThatWasTakenBeforeAnybodyWonderedThatItDidNotWait() {
        RequestFuture<Pong> future = enter(table, kernel, SHORT);
        table.noteRoom(future.key);
        table.noteTaken(future.key);

        assertThat(causeOf(future)).hasMessageMatching("request was not answered in time: .*, queuedMs=0, .*");
    }

    @Test
    void saysHowLongARequestWaitedThatWasTakenLater() {
        long key = enterWithoutAClock();
        table.noteRoom(key);
        long sentNs = System.nanoTime() - 5_000_000_000L;
        table.observe(key, sentNs);
        table.observe(key, sentNs - 5_000_000_000L); // it is known by now

        table.noteTaken(key);

        assertThat(table.timeOut(key)).isTrue();
        assertThat(requester.failure).hasMessageMatching(".*, waitedMs=[56]\\d{3}, queuedMs=[56]\\d{3}, .*");
    }

    @Test
    void knowsWhenARequestWasSentSinceItWaitedForRoom() {
        long key = enterWithoutAClock();
        table.noteWait(key);
        table.noteRoom(key);

        table.observe(key, System.nanoTime() - 5_000_000_000L);

        assertThat(table.leftNs(key)).isEqualTo(Nanos.ENDLESS);
        assertThat(table.timeOut(key)).isTrue();
        assertThat(requester.failure).hasMessageMatching(".*, waitedMs=\\d{1,3}, .*");
    }

    private long enterWithoutAClock() {
        return table.enter(requester, Priority.NORMAL, RequestTable.LATER, Nanos.ENDLESS, false);
    }

    @Test
    void timesOutBeforeItWasTried() {
        assertThat(causeOf(enter(table, kernel, SHORT)))
                .isExactlyInstanceOf(RequestTimeoutException.class)
                .hasMessageStartingWith("request found no room in time: kernel=pricing");
    }

    @Test
    void timesOutAfterARest() {
        for (int i = 0; i < 3; i++) {
            assertThat(causeOf(enter(table, kernel, Duration.ofMillis(1))))
                    .isExactlyInstanceOf(RequestTimeoutException.class);
        }
    }

    @Test
    void takesTheLongestTimeout() {
        RequestFuture<Pong> future = enter(table, kernel, Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(complete(future.key, new Pong(1))).isTrue();
        assertThat(future).isCompletedWithValue(new Pong(1));
    }

    @Test
    void runsNoCallbackOnItsTimer() throws InterruptedException {
        LinkedBlockingQueue<String> threads = new LinkedBlockingQueue<>();

        enter(table, kernel, SHORT)
                .whenComplete((reply, e) -> threads.add(Thread.currentThread().getName()));

        assertThat(threads.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("ringkernel-callback");
    }

    @Test
    void timesOutWhileACallbackBlocks() {
        CountDownLatch released = new CountDownLatch(1);
        List<RequestFuture<Pong>> blocking = new ArrayList<>();
        for (int i = 0; i < LIMIT; i++) {
            RequestFuture<Pong> future = enter(table, kernel, SHORT);
            future.whenComplete((reply, e) -> await(released));
            blocking.add(future);
        }
        blocking.forEach(future -> Eventually.holds("it is over", future::isCompletedExceptionally));

        assertThat(causeOf(enter(table, kernel, SHORT))).isExactlyInstanceOf(RequestTimeoutException.class);

        released.countDown();
    }

    @Test
    void takesARequestBack() {
        RequestFuture<Pong> future = enter();

        assertThat(table.withdraw(future.key)).isTrue();

        assertThat(table.withdraw(future.key)).isFalse();
        assertThat(complete(future.key, new Pong(1))).isFalse();
        assertThat(future).isNotDone();
        assertThat(freePlaces()).isEqualTo(LIMIT);
    }

    @Test
    void freesThePlaceOfACancelledFutureAtOnce() {
        List<RequestFuture<Pong>> futures = new ArrayList<>();
        for (int i = 0; i < LIMIT - 2; i++) {
            futures.add(enter());
        }
        RequestFuture<Pong> completed = enter();
        RequestFuture<Pong> failed = enter();

        futures.forEach(future -> assertThat(future.cancel(true)).isTrue());
        assertThat(completed.complete(new Pong(7))).isTrue();
        assertThat(failed.completeExceptionally(new Exception("changed my mind")))
                .isTrue();

        assertThat(freePlaces()).isEqualTo(LIMIT);
        assertThat(complete(futures.get(0).key, new Pong(1))).isFalse();
        assertThat(futures.get(0)).isCancelled();
        assertThat(completed).isCompletedWithValue(new Pong(7));
    }

    @Test
    void tellsALateReplyFromTheNextRequestInItsPlace() {
        RequestTable one = new RequestTable(1, ids, timer);
        RequestFuture<Pong> first = enter(one, kernel, LONG);
        one.fail(first.key, "gone", null);
        RequestFuture<Pong> second = enter(one, kernel, LONG);
        assertThat(MessageIds.place(second.key)).isEqualTo(MessageIds.place(first.key));

        assertThat(complete(one, first.key, new Pong(1))).isFalse();
        assertThat(second).isNotDone();

        assertThat(complete(one, second.key, new Pong(2))).isTrue();
        assertThat(second).isCompletedWithValue(new Pong(2));
    }

    @Test
    void keepsRequestsApartWhenItsGenerationsWrap() {
        RequestTable last = new RequestTable(1, ids, timer, MessageIds.GENERATION_MASK - 1);
        RequestFuture<Pong> before = enter(last, kernel, LONG);
        last.withdraw(before.key);
        RequestFuture<Pong> after = enter(last, kernel, LONG);

        assertThat(before.key & ~(1L << 53)).isGreaterThan(after.key & ~(1L << 53));
        assertThat(last.withdraw(before.key)).isFalse();
        assertThat(last.isWaiting(after.key)).isTrue();
        assertThat(ids.isOwn(ids.full(after.key))).isTrue();
        last.close();
        assertThat(causeOf(after)).isExactlyInstanceOf(RuntimeClosedException.class);
    }

    @Test
    void keepsItsLimit() {
        List<Long> keys = new ArrayList<>();
        for (int i = 0; i < LIMIT; i++) {
            keys.add(enter().key);
        }

        assertThatThrownBy(this::enter)
                .isExactlyInstanceOf(RequestLimitException.class)
                .hasMessage("too many requests wait for an answer: limit=4, kernel=pricing,"
                        + " message=io.ringkernel.Messages$Ping; await some, or raise RuntimeOptions.requestLimit");

        table.withdraw(keys.get(2));
        assertThat(MessageIds.place(enter().key)).isEqualTo(MessageIds.place(keys.get(2)));
    }

    private int freePlaces() {
        List<Long> keys = new ArrayList<>();
        while (keys.size() < LIMIT) {
            keys.add(enter().key);
        }
        assertThatThrownBy(this::enter).isExactlyInstanceOf(RequestLimitException.class);
        keys.forEach(table::withdraw);
        return keys.size();
    }

    @Test
    void failsWhatOneKernelOwes() {
        RequestFuture<Pong> owed = enter();
        RequestFuture<Pong> otherOwed = enter(table, newKernel("shipping"), LONG);

        table.failAllOf(kernel, "kernel ended before the answer");

        assertThat(causeOf(owed))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("kernel ended before the answer: kernel=pricing, message=io.ringkernel.Messages$Ping");
        assertThat(otherOwed).isNotDone();
    }

    @Test
    void failsAllWhenClosed() {
        RequestFuture<Pong> future = enter();

        table.close();

        assertThat(causeOf(future))
                .isExactlyInstanceOf(RuntimeClosedException.class)
                .hasMessage("runtime was closed before the answer: kernel=pricing,"
                        + " message=io.ringkernel.Messages$Ping");
        table.close();
    }

    @Test
    void endsARequestThatIsHandedOverAtThatMoment() throws InterruptedException {
        Kernel other = newKernel("other");
        AtomicLong key = new AtomicLong();
        AtomicLong handed = new AtomicLong();
        Thread owner = start(() -> {
            for (long now = key.get(); now != -1; now = key.get()) {
                if (now != 0) {
                    table.handOver(now, other);
                    table.handOver(now, kernel);
                    handed.incrementAndGet();
                }
            }
        });
        for (int i = 0; i < 20_000; i++) {
            RequestFuture<Pong> future = enter();
            long before = handed.get();
            key.set(future.key);
            if (i % 100 == 0) {
                Eventually.holds("it is handed over", () -> handed.get() > before);
            }

            boolean ended = i % 2 == 0 ? table.withdraw(future.key) : complete(future.key, new Pong(i));

            assertThat(ended).as("in round %d", i).isTrue();
            assertThat(table.isWaiting(future.key)).isFalse();
        }
        key.set(-1);
        owner.join();
        assertThat(freePlaces()).isEqualTo(LIMIT);
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
                        try {
                            RequestFuture<Pong> future = enter();
                            future.whenComplete((reply, error) -> futuresDone.incrementAndGet());
                            keys.set(at, future.key);
                            entered.incrementAndGet();
                        } catch (RequestLimitException e) {
                            continue;
                        }
                    } else {
                        long key = keys.get(at);
                        boolean ended = key != 0
                                && (random.nextBoolean() ? complete(key, new Pong(i)) : table.fail(key, "no", null));
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
