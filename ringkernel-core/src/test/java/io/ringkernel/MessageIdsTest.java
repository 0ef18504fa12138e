// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
    private final MessageIds ids = new MessageIds();

    @Test
    void makesUuidsOfVersion7() {
        long before = System.currentTimeMillis();
        MessageIds fresh = new MessageIds();
        long after = System.currentTimeMillis();

        for (long lo : new long[] {fresh.next(), fresh.ofRequest(1, 0), fresh.ofRequest(-1, 65_535)}) {
            UUID uuid = fresh.full(lo).toUuid();
            assertThat(uuid.version()).isEqualTo(7);
            assertThat(uuid.variant()).isEqualTo(2);
            assertThat(uuid.getMostSignificantBits() >>> 16).isBetween(before, after);
            assertThat(MessageId.of(uuid)).isEqualTo(fresh.full(lo));
            assertThat(fresh.full(lo)).hasToString(uuid.toString());
        }
    }

    @Test
    void makesIdsThatGrowWithinAThread() {
        long last = 0;
        for (int i = 0; i < 10_000; i++) {
            long next = ids.next();
            assertThat(Long.compareUnsigned(next, last)).isPositive();
            last = next;
        }
    }

    @Test
    void makesDifferentIdsInAllThreads() throws InterruptedException {
        int each = 100_000;
        long[][] made = new long[40][each];
        List<Thread> threads = new ArrayList<>();
        for (long[] mine : made) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    mine[i] = ids.next();
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }

        long[] all = Arrays.stream(made).flatMapToLong(Arrays::stream).toArray();
        assertThat(Arrays.stream(all).distinct().count()).isEqualTo(all.length);
        assertThat(Arrays.stream(all).noneMatch(MessageIds::isRequest)).isTrue();
    }

    @Test
    void tellsRequestsByTheirPlace() {
        long request = ids.ofRequest(77, 65_535);

        assertThat(MessageIds.isRequest(request)).isTrue();
        assertThat(MessageIds.place(request)).isEqualTo(65_535);
        assertThat(MessageIds.place(ids.ofRequest(-1, 3))).isEqualTo(3);
        assertThat(ids.ofRequest(78, 65_535)).isNotEqualTo(request);
        assertThat(ids.ofRequest(77, 65_534)).isNotEqualTo(request);
        assertThat(MessageIds.isRequest(ids.next())).isFalse();
    }

    @Test
    void knowsItsOwnIds() {
        assertThat(ids.isOwn(ids.full(ids.next()))).isTrue();
        assertThat(ids.isOwn(MessageId.NONE)).isFalse();
        assertThat(ids.isOwn(MessageId.of(UUID.randomUUID()))).isFalse();
    }

    @Test
    void knowsNone() {
        assertThat(ids.full(0)).isSameAs(MessageId.NONE);
        assertThat(MessageId.NONE.isNone()).isTrue();
        assertThat(MessageId.NONE).hasToString("MessageId.NONE");
        assertThat(new MessageId(0, 1).isNone()).isFalse();
        assertThat(new MessageId(1, 0).isNone()).isFalse();
    }
}
