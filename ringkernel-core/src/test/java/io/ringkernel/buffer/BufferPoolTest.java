// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BufferPoolTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final BufferPool pool = new BufferPool(64 * 1024);

    @Test
    void handsOutPayloadsThatKeepTheirBytes() {
        PayloadBuffer first = pool.allocate(300);
        PayloadBuffer second = pool.allocate(8);
        first.bytes().putLong(292, 1);
        second.bytes().putLong(0, 2);

        assertThat(first.length()).isEqualTo(300);
        assertThat(first.bytes().capacity()).isEqualTo(300);
        assertThat(pool.open(first.ref()).bytes().getLong(292)).isEqualTo(1);
        assertThat(pool.open(second.ref()).bytes().getLong(0)).isEqualTo(2);
        assertThat(pool.inUseCount()).isEqualTo(2);
        assertThat(pool.inUseBytes()).isEqualTo(512 + 256);
    }

    @Test
    void handsOutEmptyPayloads() {
        PayloadBuffer empty = pool.allocate(0);

        assertThat(empty.length()).isZero();
        assertThatThrownBy(() -> empty.bytes().getByte(0))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("access outside buffer: index=0, length=1, capacity=0");
        empty.free();
        assertThat(pool.inUseBytes()).isZero();
    }

    @Test
    void refusesAReferenceOnceItsPayloadIsFreed() {
        PayloadBuffer payload = pool.allocate(8);
        BufferRef ref = payload.ref();
        payload.free();
        PayloadBuffer next = pool.allocate(8);

        String text =
                "payload buffer is not in use: ref=" + ref + "; it was freed already, or belongs to another runtime";
        assertThat(next.ref()).isNotEqualTo(ref);
        assertThatThrownBy(() -> pool.open(ref))
                .isExactlyInstanceOf(StaleBufferException.class)
                .hasMessage(text);
        assertThatThrownBy(payload::bytes)
                .isExactlyInstanceOf(StaleBufferException.class)
                .hasMessage(text);
        assertThatThrownBy(payload::free)
                .isExactlyInstanceOf(StaleBufferException.class)
                .hasMessage(text);
        assertThat(pool.inUseCount()).isEqualTo(1);
    }

    @Test
    void refusesReferencesItNeverGaveOut() {
        assertThatThrownBy(() -> pool.open(BufferRef.NONE))
                .isExactlyInstanceOf(StaleBufferException.class)
                .hasMessage("payload buffer is not in use: ref=BufferRef.NONE"
                        + "; it was freed already, or belongs to another runtime");
        for (long id : new long[] {1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 63, 64, 0x8000_0000L, 1L << 32}) {
            assertThatThrownBy(() -> pool.open(new BufferRef(id))).isExactlyInstanceOf(StaleBufferException.class);
            assertThatThrownBy(() -> pool.free(new BufferRef(id))).isExactlyInstanceOf(StaleBufferException.class);
        }
    }

    @Test
    void refusesReferencesOfAnotherPool() {
        BufferPool other = new BufferPool(64 * 1024);
        for (int i = 0; i < 100; i++) {
            pool.allocate(8);
            BufferRef foreign = other.allocate(8).ref();

            assertThatThrownBy(() -> pool.open(foreign))
                    .isExactlyInstanceOf(StaleBufferException.class)
                    .hasMessage("payload buffer is not in use: ref=" + foreign
                            + "; it was freed already, or belongs to another runtime");
        }
    }

    @Test
    void refusesReferencesThatOnlyLookLikeOneInUse() {
        PayloadBuffer payload = pool.allocate(8);
        long inUse = payload.ref().id();

        refuses(inUse ^ BufferRef.IN_USE);
        refuses(inUse | BufferRef.LEAVING);
        refuses(inUse + BufferRef.NEXT_GENERATION);
        refuses(inUse - BufferRef.NEXT_GENERATION);
        refuses(inUse + 1);
        payload.free();
        refuses((inUse ^ BufferRef.IN_USE) + BufferRef.NEXT_GENERATION);
        refuses(inUse + BufferRef.NEXT_GENERATION);
        assertThat(pool.inUseCount()).isZero();
    }

    private void refuses(long id) {
        BufferRef ref = new BufferRef(id);
        String text =
                "payload buffer is not in use: ref=" + ref + "; it was freed already, or belongs to another runtime";
        assertThatThrownBy(() -> pool.open(ref))
                .isExactlyInstanceOf(StaleBufferException.class)
                .hasMessage(text);
        assertThatThrownBy(() -> pool.free(ref))
                .isExactlyInstanceOf(StaleBufferException.class)
                .hasMessage(text);
    }

    @Test
    void takesHandlesOfOnePayloadForEqual() {
        PayloadBuffer payload = pool.allocate(8);
        PayloadBuffer opened = pool.open(payload.ref());
        PayloadBuffer other = pool.allocate(8);

        assertThat(opened).isEqualTo(payload).hasSameHashCodeAs(payload).isNotEqualTo(other);
        assertThat(opened.length()).isEqualTo(8);
        payload.free();
        assertThat(pool.allocate(8)).isNotEqualTo(payload);
        assertThatThrownBy(opened::free).isExactlyInstanceOf(StaleBufferException.class);
    }

    @Test
    void leavesAHandleAsItWasWhenItsMemoryIsInUseAgain() {
        for (int length = 1; length <= 256; length++) {
            PayloadBuffer stale = pool.allocate(length);
            stale.free();
            PayloadBuffer next = pool.allocate(257 - length);

            assertThat(next.bytes().capacity()).isEqualTo(257 - length);
            assertThat(pool.open(next.ref()).length()).isEqualTo(257 - length);
            assertThat(stale.length()).isEqualTo(length);
            assertThatThrownBy(stale::bytes)
                    .isExactlyInstanceOf(StaleBufferException.class)
                    .hasMessage("payload buffer is not in use: ref=" + stale.ref()
                            + "; it was freed already, or belongs to another runtime");
            next.free();
        }
        assertThat(pool.inUseCount()).isZero();
    }

    @Test
    void keepsItsLimit() {
        PayloadBuffer whole = pool.allocate(64 * 1024);

        assertThat(pool.tryAllocate(0)).isNull();
        assertThatThrownBy(() -> pool.allocate(1))
                .isExactlyInstanceOf(BufferLimitException.class)
                .hasMessage("payload limit reached: length=1, inUseBytes=65536, limitBytes=65536, waitedMs=0"
                        + "; free buffers sooner, or raise the limit");

        whole.free();
        assertThat(pool.tryAllocate(1)).isNotNull();
    }

    @Test
    void takesNoMoreThanItsLimitFromTheSystem() {
        BufferPool uneven = new BufferPool(40 * 1024 * 1024);

        assertThat(uneven.longestPayload()).isEqualTo(32 * 1024 * 1024);
        assertThat(uneven.tryAllocate(16 * 1024 * 1024)).isNotNull();
        assertThat(uneven.tryAllocate(16 * 1024 * 1024)).isNotNull();
        assertThat(uneven.tryAllocate(16 * 1024 * 1024)).isNull();
        assertThat(uneven.tryAllocate(8 * 1024 * 1024)).isNotNull();
        assertThat(uneven.tryAllocate(1)).isNull();
        assertThat(uneven.inUseBytes()).isEqualTo(uneven.limitBytes());
    }

    @Test
    void servesPayloadsOfHundredsOfMegabytes() {
        int length = 300 * 1024 * 1024;
        BufferPool large = new BufferPool(513L * 1024 * 1024);
        PayloadBuffer small = large.allocate(1);
        PayloadBuffer payload = large.allocate(length);
        payload.bytes().putLong(0, 1);
        payload.bytes().putLong(length - 8, 2);

        assertThat(large.open(payload.ref()).bytes().getLong(length - 8)).isEqualTo(2);
        assertThat(large.inUseBytes()).isEqualTo(512L * 1024 * 1024 + 256);
        assertThat(large.tryAllocate(length)).isNull();

        payload.free();
        assertThat(large.inUseBytes()).isEqualTo(256);
        large.allocate(length).free();
        small.free();
        assertThat(large.inUseBytes()).isZero();
    }

    @Test
    void knowsTheLongestPayloadOfEachLimit() {
        assertThat(new BufferPool(256).longestPayload()).isEqualTo(256);
        assertThat(new BufferPool((1 << 20) - 1).longestPayload()).isEqualTo(1 << 19);
        assertThat(new BufferPool(1 << 20).longestPayload()).isEqualTo(1 << 20);
        assertThat(new BufferPool(1L << 30).longestPayload()).isEqualTo(BufferPool.LONGEST_PART);
        assertThat(new BufferPool(Long.MAX_VALUE).longestPayload()).isEqualTo(BufferPool.LONGEST_PART);
    }

    @Test
    void takesAsManyOfTheLongestChunkAsItsLimitHas() {
        BufferPool large = new BufferPool((3L << 30) + 300);
        List<PayloadBuffer> whole = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            whole.add(large.allocate(BufferPool.LONGEST_PART));
        }

        assertThat(large.tryAllocate(257)).isNull();
        assertThat(large.tryAllocate(256)).isNotNull();
        assertThat(large.tryAllocate(0)).isNull();
        assertThat(large.inUseBytes()).isEqualTo((3L << 30) + 256);
        whole.forEach(PayloadBuffer::free);
        assertThat(large.inUseBytes()).isEqualTo(256);
    }

    @Test
    void refusesLengthsItCanNeverServe() {
        assertThatThrownBy(() -> pool.allocate(64 * 1024 + 1))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("payload length must be 0 to 65536 bytes: length=65537, limitBytes=65536"
                        + "; split it, or raise the payload limit to 131072 bytes");
        assertThatThrownBy(() -> pool.tryAllocate(-1))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("payload length must be 0 to 65536 bytes: length=-1, limitBytes=65536");
        assertThatThrownBy(() -> new BufferPool(Long.MAX_VALUE).tryAllocate(BufferPool.LONGEST_PART + 1))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("payload length must be 0 to 1073741824 bytes: length=1073741825"
                        + ", limitBytes=9223372036854775807; split it");
    }

    @Test
    void refusesLimitBelowOnePart() {
        assertThatThrownBy(() -> new BufferPool(255))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("payload limit must be 256 bytes or more: limitBytes=255");
        assertThat(new BufferPool(256).tryAllocate(256)).isNotNull();
    }

    @Test
    void servesLongPayloadsFromMemoryThatShortOnesGaveBack() {
        List<PayloadBuffer> parts = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            parts.add(pool.allocate(200));
        }
        assertThat(pool.tryAllocate(1)).isNull();

        parts.forEach(PayloadBuffer::free);

        assertThat(pool.inUseBytes()).isZero();
        assertThat(pool.allocate(64 * 1024).length()).isEqualTo(64 * 1024);
    }

    @Test
    void servesOthersFromWhatAThreadThatHasEndedGaveBack() {
        for (int round = 0; round < 20; round++) {
            List<PayloadBuffer> parts = new ArrayList<>();
            for (PayloadBuffer part = pool.tryAllocate(200); part != null; part = pool.tryAllocate(200)) {
                parts.add(part);
            }
            assertThat(parts).hasSize(256);

            AtomicReference<Throwable> failure = new AtomicReference<>();
            Eventually.ends(start(() -> parts.forEach(PayloadBuffer::free), failure));

            assertThat(failure.get()).isNull();
            assertThat(pool.inUseBytes()).isZero();
            assertThat(pool.inUseCount()).isZero();
            PayloadBuffer whole = pool.allocate(64 * 1024);
            assertThat(pool.inUseBytes()).isEqualTo(64 * 1024);
            whole.free();
        }
    }

    @Test
    void servesManyThreadsThatFreeWhatOthersAllocated() throws InterruptedException {
        BufferPool shared = new BufferPool(1 << 20, 2);
        BlockingQueue<PayloadBuffer> handedOver = new LinkedBlockingQueue<>(256);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        int each = 50_000;
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            threads.add(start(
                    () -> {
                        for (int i = 0; i < each; i++) {
                            PayloadBuffer payload = shared.allocate(1 + i % 2000, LONG);
                            payload.bytes().putByte(i % 2000, (byte) i);
                            handedOver.put(payload);
                        }
                    },
                    failure));
            threads.add(start(
                    () -> {
                        for (int i = 0; i < each; i++) {
                            PayloadBuffer payload = handedOver.take();
                            assertThat(payload.bytes().capacity()).isEqualTo(payload.length());
                            payload.free();
                        }
                    },
                    failure));
        }
        threads.forEach(Eventually::ends);

        assertThat(failure.get()).isNull();
        assertThat(shared.inUseCount()).isZero();
        assertThat(shared.inUseBytes()).isZero();
        assertThat(shared.allocate(1 << 20).length()).isEqualTo(1 << 20);
    }

    @Test
    void wakesWhoeverWaitsForRoom() throws InterruptedException {
        PayloadBuffer whole = pool.allocate(64 * 1024);
        BlockingQueue<PayloadBuffer> got = new LinkedBlockingQueue<>();
        Thread waiter = start(() -> got.add(pool.allocate(100, LONG)), new AtomicReference<>());
        Eventually.rests(waiter);

        whole.free();

        PayloadBuffer payload = got.poll(20, TimeUnit.SECONDS);
        assertThat(payload).isNotNull();
        assertThat(payload.length()).isEqualTo(100);
    }

    @Test
    void givesUpWaitingAtTheTimeout() {
        pool.allocate(64 * 1024);

        assertThatThrownBy(() -> pool.allocate(7, Duration.ofMillis(20)))
                .isExactlyInstanceOf(BufferLimitException.class)
                .hasMessage("payload limit reached: length=7, inUseBytes=65536, limitBytes=65536, waitedMs=20"
                        + "; free buffers sooner, or raise the limit");
    }

    @Test
    void takesTheLongestTimeout() throws InterruptedException {
        Duration forever = Duration.ofSeconds(Long.MAX_VALUE);

        assertThat(pool.allocate(8, forever).length()).isEqualTo(8);
    }

    @Test
    void stopsWaitingWhenInterrupted() {
        pool.allocate(64 * 1024);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread waiter = start(() -> pool.allocate(7, LONG), failure);
        Eventually.rests(waiter);

        waiter.interrupt();

        Eventually.ends(waiter);
        assertThat(failure.get()).isExactlyInstanceOf(InterruptedException.class);
    }

    @Test
    void refusesAndWakesWhenClosed() {
        PayloadBuffer whole = pool.allocate(64 * 1024);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread waiter = start(() -> pool.allocate(7, LONG), failure);
        Eventually.rests(waiter);

        pool.close();

        Eventually.ends(waiter);
        assertThat(failure.get())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("payload pool is closed: length=7");
        assertThatThrownBy(() -> pool.tryAllocate(8))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("payload pool is closed: length=8");
        whole.bytes().putLong(0, 1);
        whole.free();
        assertThat(pool.inUseCount()).isZero();
        pool.close();
    }

    @Test
    void saysWhatItHandsOut() {
        PayloadBuffer payload = pool.allocate(8);

        assertThat(payload).hasToString("PayloadBuffer(" + payload.ref() + ", length=8)");
        assertThat(new BufferRef(3 * BufferRef.NEXT_GENERATION | BufferRef.IN_USE | 5))
                .hasToString("BufferRef(entry=5, generation=3)");
        assertThat(BufferRef.NONE).hasToString("BufferRef.NONE");
        assertThat(BufferRef.NONE.isNone()).isTrue();
        assertThat(payload.ref().isNone()).isFalse();
        assertThat(new BufferRef(-1)).hasToString("BufferRef(entry=268435455, generation=17179869183)");
    }

    @Test
    void agreesWithAModelUnderRandomUse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        BufferPool large = new BufferPool(1 << 20);
        List<PayloadBuffer> live = new ArrayList<>();
        List<BufferRef> stale = new ArrayList<>();
        long bytes = 0;

        for (int i = 0; i < 30_000; i++) {
            if (random.nextInt(100) < 52) {
                PayloadBuffer payload = large.tryAllocate(16 + random.nextInt(1 << random.nextInt(4, 16)));
                if (payload != null) {
                    payload.bytes().putLong(0, payload.ref().id());
                    payload.bytes().putLong(payload.length() - 8, payload.ref().id());
                    live.add(payload);
                    bytes += occupied(payload.length());
                }
            } else if (!live.isEmpty()) {
                PayloadBuffer payload = live.remove(random.nextInt(live.size()));
                assertThat(payload.bytes().getLong(0))
                        .as("seed=%d, i=%d", seed, i)
                        .isEqualTo(payload.ref().id());
                assertThat(payload.bytes().getLong(payload.length() - 8))
                        .isEqualTo(payload.ref().id());
                payload.free();
                bytes -= occupied(payload.length());
                stale.add(payload.ref());
            }
            if (i % 64 == 0 && !stale.isEmpty()) {
                BufferRef old = stale.get(random.nextInt(stale.size()));
                assertThatThrownBy(() -> large.open(old))
                        .as("seed=%d, i=%d", seed, i)
                        .isExactlyInstanceOf(StaleBufferException.class);
            }
            assertThat(large.inUseBytes()).as("seed=%d, i=%d", seed, i).isEqualTo(bytes);
            assertThat(large.inUseCount()).isEqualTo(live.size());
        }
        live.forEach(PayloadBuffer::free);
        assertThat(large.allocate(1 << 20).length()).isEqualTo(1 << 20);
    }

    private static long occupied(int length) {
        return Math.max(256, Long.highestOneBit(length - 1) * 2);
    }

    @Test
    void neverGivesOneByteToTwoThreads() throws InterruptedException {
        BufferPool shared = new BufferPool(1 << 18);
        long seed = System.nanoTime();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        BlockingQueue<BufferRef> handedOver = new LinkedBlockingQueue<>(64);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            Random random = new Random(seed + t);
            threads.add(start(() -> exchange(shared, random, handedOver), failure));
        }

        for (Thread thread : threads) {
            thread.join(30_000);
            assertThat(thread.isAlive()).as("seed=%d", seed).isFalse();
        }
        assertThat(failure.get()).as("seed=%d", seed).isNull();
        for (BufferRef ref = handedOver.poll(); ref != null; ref = handedOver.poll()) {
            shared.free(ref);
        }
        assertThat(shared.inUseBytes()).as("seed=%d", seed).isZero();
    }

    /** Writes payloads, hands some of them to the other threads, and frees what they hand over. */
    private static void exchange(BufferPool pool, Random random, BlockingQueue<BufferRef> handedOver)
            throws InterruptedException {
        for (int i = 0; i < 30_000; i++) {
            PayloadBuffer payload = pool.allocate(16 + random.nextInt(4000), LONG);
            long id = payload.ref().id();
            payload.bytes().putLong(0, id);
            payload.bytes().putLong(payload.length() - 8, id);
            BufferRef ref = handedOver.offer(payload.ref()) ? handedOver.poll() : payload.ref();
            if (ref != null) {
                MessageBuffer bytes = pool.open(ref).bytes();
                assertThat(bytes.getLong(0)).isEqualTo(ref.id());
                assertThat(bytes.getLong(bytes.capacity() - 8)).isEqualTo(ref.id());
                pool.free(ref);
            }
        }
    }

    private interface Body {
        void run() throws InterruptedException;
    }

    private static Thread start(Body body, AtomicReference<Throwable> failure) {
        Thread thread = new Thread(() -> {
            try {
                body.run();
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
