// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Idle;
import io.ringkernel.telemetry.KernelCounters;
import io.ringkernel.testkit.Eventually;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the policies do that drop messages. */
class DropTest extends RuntimeTest {
    private static final int CAPACITY = 4;

    private final List<Long> seen = Collections.synchronizedList(new ArrayList<>());
    private final Probe.Handler keep = (message, context) -> {
        seen.add(((Ping) message).number());
        return null;
    };

    private KernelHandle launch(Backpressure policy, Probe.Handler handler) {
        return runtime.launch("probe", Probe.with(handler).capacity(CAPACITY).backpressure(policy));
    }

    private void send(long from, long to) {
        for (long i = from; i < to; i++) {
            runtime.send("probe", new Ping(i));
        }
    }

    private static void assertThatItAddsUp(KernelCounters counters) {
        assertThat(counters.accepted())
                .isEqualTo(counters.handled()
                        + counters.failed()
                        + counters.expired()
                        + counters.displaced()
                        + counters.undelivered()
                        + counters.waiting());
    }

    @Test
    void dropsTheOldestForTheNewest() {
        KernelHandle handle = launch(Backpressure.DROP_OLDEST, keep);
        send(0, CAPACITY);

        assertThat(runtime.offer("probe", new Ping(4), SendOptions.DEFAULT)).isEqualTo(Delivery.DISPLACED);
        assertThat(Delivery.DISPLACED.isAccepted()).isTrue();
        send(5, 11);

        assertThat(handle.counters().accepted()).isEqualTo(11);
        assertThat(handle.counters().displaced()).isEqualTo(7);
        assertThat(handle.counters().waiting()).isEqualTo(CAPACITY);
        handle.activate();
        Eventually.holds("the newest are handled", () -> seen.size() == CAPACITY);
        assertThat(seen).containsExactly(7L, 8L, 9L, 10L);
        assertThatItAddsUp(handle.counters());
    }

    @Test
    void dropsTheNewest() {
        KernelHandle handle = launch(Backpressure.DROP_NEWEST, keep);
        send(0, CAPACITY);

        assertThat(runtime.offer("probe", new Ping(4), SendOptions.DEFAULT)).isEqualTo(Delivery.DROPPED);
        assertThat(Delivery.DROPPED.isAccepted()).isFalse();
        assertThat(runtime.send("probe", new Ping(5)).isNone()).isTrue();
        assertThat(handle.ref(Ping.class).claim(new Claim())).isEqualTo(Delivery.DROPPED);

        assertThat(handle.counters().dropped()).isEqualTo(3);
        assertThat(handle.counters().refused()).isZero();
        assertThat(handle.counters().accepted()).isEqualTo(CAPACITY);
        handle.activate();
        Eventually.holds("the first are handled", () -> seen.size() == CAPACITY);
        assertThat(seen).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void dropsOnlyInTheLaneThatIsFull() {
        KernelHandle handle = launch(Backpressure.DROP_OLDEST, keep);
        send(0, CAPACITY);

        assertThat(runtime.offer("probe", new Ping(100), SendOptions.priority(255)))
                .isEqualTo(Delivery.ACCEPTED);
        send(4, 5);

        handle.activate();
        Eventually.holds("all that wait are handled", () -> seen.size() == CAPACITY + 1);
        assertThat(seen).containsExactly(100L, 1L, 2L, 3L, 4L);
    }

    @Test
    void claimsTheSlotOfTheOldest() {
        KernelHandle handle = launch(Backpressure.DROP_OLDEST, keep);
        send(0, CAPACITY);
        Claim claim = new Claim();

        assertThat(handle.ref(Ping.class).claim(claim)).isEqualTo(Delivery.DISPLACED);
        claim.publish(Messages_PingCodec.INSTANCE.encode(new Ping(4), claim.buffer(), claim.offset()));

        handle.activate();
        Eventually.holds("the newest are handled", () -> seen.size() == CAPACITY);
        assertThat(seen).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void neverDropsTheMessageInHand() {
        CountDownLatch inHand = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        KernelHandle handle = launch(Backpressure.DROP_OLDEST, (message, context) -> {
            long number = ((Ping) message).number();
            if (number == 0) {
                inHand.countDown();
                await(goOn);
            }
            seen.add(((Ping) message).number());
            return null;
        });
        handle.activate();
        send(0, 1);
        await(inHand);

        send(1, 1000);
        goOn.countDown();

        Eventually.holds("the one in hand and the newest are handled", () -> seen.size() == CAPACITY + 1);
        assertThat(seen).containsExactly(0L, 996L, 997L, 998L, 999L);
        assertThat(handle.counters().displaced()).isEqualTo(1000 - CAPACITY - 1);
    }

    @Test
    void tellsTheRequesterOfADroppedRequest() {
        launch(Backpressure.DROP_OLDEST, ECHO);
        CompletableFuture<Pong> first = runtime.request("probe", new Ping(0), Pong.class, LONG);
        send(1, CAPACITY + 1);

        assertThatThrownBy(() -> first.get(LONG.toSeconds(), TimeUnit.SECONDS))
                .isExactlyInstanceOf(ExecutionException.class)
                .cause()
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessageContaining("message was dropped for a newer one, its lane was full");
    }

    @Test
    void refusesARequestThatItWouldDrop() {
        KernelHandle handle = launch(Backpressure.DROP_NEWEST, ECHO);
        send(0, CAPACITY);

        assertThatThrownBy(() -> runtime.request("probe", new Ping(9), Pong.class, LONG))
                .isExactlyInstanceOf(LaneFullException.class)
                .hasMessage("lane is full: kernel=probe, lane=NORMAL, capacity=4, state=LAUNCHED");
        assertThat(handle.counters().refused()).isEqualTo(1);
        assertThat(handle.counters().dropped()).isZero();
    }

    @Test
    void freesThePayloadOfADroppedMessage() {
        KernelHandle handle = launch(Backpressure.DROP_OLDEST, keep);
        String longText = "x".repeat(5_000);
        for (int i = 0; i < CAPACITY; i++) {
            runtime.send("probe", new Ping(i, longText));
        }
        long full = runtime.buffers().inUseBytes();

        for (int i = 0; i < 10 * CAPACITY; i++) {
            runtime.send("probe", new Ping(i, longText));
        }

        assertThat(runtime.buffers().inUseBytes()).isEqualTo(full);
        send(0, CAPACITY);
        assertThat(runtime.buffers().inUseBytes()).isZero();
        handle.terminate();
    }

    @Test
    void letsASendDropWhereTheKernelBlocks() {
        CountDownLatch goOn = new CountDownLatch(1);
        KernelHandle handle = launch(Backpressure.BLOCK, (message, context) -> {
            await(goOn);
            return keep.onMessage(message, context);
        });
        handle.activate();
        send(0, CAPACITY);
        SendOptions dropNewest = SendOptions.DEFAULT.backpressure(Backpressure.DROP_NEWEST);
        SendOptions dropOldest = SendOptions.DEFAULT.backpressure(Backpressure.DROP_OLDEST);

        Eventually.holds(
                "the lane is full", () -> runtime.offer("probe", new Ping(50), dropNewest) == Delivery.DROPPED);
        assertThat(runtime.offer("probe", new Ping(60), dropOldest)).isEqualTo(Delivery.FULL);
        goOn.countDown();
        runtime.send("probe", new Ping(70), dropOldest);

        Eventually.holds("all is handled", () -> handle.counters().waiting() == 0);
        assertThat(seen).contains(70L).doesNotContain(60L);
        assertThatItAddsUp(handle.counters());
    }

    private static final SendOptions DROP_OLDEST = SendOptions.DEFAULT.backpressure(Backpressure.DROP_OLDEST);

    @ParameterizedTest
    @EnumSource(Idle.class)
    void letsAnOfferDropAtOnceWhileTheKernelRests(Idle idle) {
        KernelHandle handle = runtime.launch(
                "probe",
                Probe.with(keep)
                        .capacity(CAPACITY)
                        .backpressure(Backpressure.BLOCK)
                        .dedicated(idle));
        dropsAtOnce(handle);
    }

    @Test
    void letsAnOfferDropAtOnceWhileAPooledKernelRests() {
        dropsAtOnce(launch(Backpressure.BLOCK, keep));
    }

    @Test
    void letsAnOfferDropAtOnceWhileAKernelInCoroutinesRests() {
        dropsAtOnce(runtime.launch(
                "probe",
                Probe.with(keep)
                        .capacity(CAPACITY)
                        .backpressure(Backpressure.BLOCK)
                        .coroutine()
                        .reentrant(true)));
    }

    private void dropsAtOnce(KernelHandle handle) {
        handle.activate();
        send(0, 1);
        Eventually.holds("it is handled", () -> seen.size() == 1);
        handle.deactivate();
        send(1, 1 + CAPACITY);
        Eventually.holds("it rests", () -> runtime.offer("probe", new Ping(50), DROP_OLDEST) == Delivery.DISPLACED);

        for (long i = 51; i < 60; i++) {
            assertThat(runtime.offer("probe", new Ping(i), DROP_OLDEST)).isEqualTo(Delivery.DISPLACED);
        }

        assertThat(handle.counters().displaced()).isEqualTo(10);
        handle.activate();
        Eventually.holds("all is handled", () -> seen.size() == 1 + CAPACITY);
        assertThat(seen).containsExactly(0L, 56L, 57L, 58L, 59L);
        assertThatItAddsUp(handle.counters());
    }

    @Test
    void letsASendWaitForTheHandlerThatReadsWhereItsMessageLiesAndTheNextOneDrop() {
        Semaphore handlers = new Semaphore(0);
        Semaphore entered = new Semaphore(0);
        KernelHandle handle = launch(Backpressure.BLOCK, (message, context) -> {
            entered.release();
            handlers.acquire();
            return keep.onMessage(message, context);
        });
        send(0, CAPACITY);
        handle.activate();
        entered.acquireUninterruptibly();

        assertThat(runtime.offer("probe", new Ping(50), DROP_OLDEST)).isEqualTo(Delivery.FULL);
        Thread sender = start(() -> runtime.send("probe", new Ping(60), DROP_OLDEST));
        Eventually.rests(sender);
        handlers.release();
        Eventually.ends(sender);
        entered.acquireUninterruptibly(); // the second of the same turn

        assertThat(runtime.offer("probe", new Ping(70), DROP_OLDEST).isAccepted())
                .isTrue();
        assertThat(runtime.offer("probe", new Ping(80), DROP_OLDEST)).isEqualTo(Delivery.DISPLACED);
        handlers.release(100);
        Eventually.holds("all is handled", () -> handle.counters().waiting() == 0);
        assertThat(seen).containsExactly(0L, 1L, 3L, 60L, 70L, 80L);
        assertThatItAddsUp(handle.counters());
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_OLDEST", "DROP_NEWEST"})
    void keepsOrderAndAccountsUnderAFlood(Backpressure policy) {
        int senders = 3;
        int each = 20_000;
        long[] last = new long[senders];
        KernelHandle handle = launch(policy, (message, context) -> {
            long number = ((Ping) message).number();
            int sender = (int) (number / each);
            assertThat(number).isGreaterThan(last[sender] - 1);
            last[sender] = number + 1;
            seen.add(number);
            return null;
        });
        handle.activate();
        List<Thread> threads = new ArrayList<>();
        for (int s = 0; s < senders; s++) {
            long from = (long) s * each;
            threads.add(start(() -> send(from, from + each)));
        }
        threads.forEach(Eventually::ends);
        Eventually.holds("all that was taken is gone", () -> handle.counters().waiting() == 0);

        KernelCounters counters = handle.counters();
        assertThatItAddsUp(counters);
        assertThat(counters.failed()).isZero();
        assertThat(counters.accepted() + counters.dropped()).isEqualTo((long) senders * each);
        assertThat(counters.handled()).isEqualTo(seen.size());
        assertThat(seen).doesNotHaveDuplicates();
        if (policy == Backpressure.DROP_OLDEST) {
            assertThat(counters.accepted()).isEqualTo((long) senders * each);
        }
    }
}
