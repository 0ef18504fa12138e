// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.ringkernel.codec.MessageCodec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gives the codecs of all golden messages frames that somebody tampered with. Some in each build; {@code ./ringkernel
 * fuzz} gives them a hundred million.
 */
class HostileBytesTest {
    private static final long FRAMES = Long.getLong("ringkernel.fuzz.frames", 200_000);
    private static final int THREADS = Integer.getInteger("ringkernel.fuzz.threads", 1);
    private static final long SEED = Long.getLong("ringkernel.fuzz.seed", 1);
    private static final long FIRST = Long.getLong("ringkernel.fuzz.first", 0);

    private static final int REPORT_S = 10;
    private static final int HANG_S = 30;

    @TempDir
    Path folder;

    @Test
    void throwsOnlyCodecExceptionsWhateverTheBytes() throws Exception {
        List<MessageCodec<Record>> codecs = Hostility.codecs(folder);
        List<Thread> threads = new ArrayList<>();
        List<CompletableFuture<Long>> results = new ArrayList<>();
        AtomicLong next = new AtomicLong(FIRST);
        for (int i = 0; i < THREADS; i++) {
            Hostility hostility = new Hostility(codecs, true);
            CompletableFuture<Long> result = new CompletableFuture<>();
            Thread thread = new Thread(() -> run(hostility, next, result), "fuzz-" + i);
            thread.setDaemon(true); // one that hangs must not keep the tests
            thread.start();
            threads.add(thread);
            results.add(result);
        }

        await(CompletableFuture.allOf(results.toArray(CompletableFuture[]::new)), next, threads);

        long records = 0;
        for (CompletableFuture<Long> result : results) {
            records += result.get();
        }
        assertThat(records).isBetween(FRAMES / 100, FRAMES); // else the frames are too hostile to get anywhere
    }

    private static void run(Hostility hostility, AtomicLong next, CompletableFuture<Long> result) {
        try {
            for (long number = next.getAndIncrement(); number < FIRST + FRAMES; number = next.getAndIncrement()) {
                hostility.run(SEED, number);
            }
            result.complete(hostility.records());
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    private static void await(CompletableFuture<Void> done, AtomicLong next, List<Thread> threads) throws Exception {
        long before = -1;
        for (int stillS = 0; !done.isDone(); stillS += REPORT_S) {
            try {
                done.get(REPORT_S, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                long now = next.get();
                System.out.println("fuzz: seed=" + SEED + ", frames=" + (now - FIRST) + " of " + FRAMES);
                stillS = now == before ? stillS : 0;
                before = now;
                if (stillS >= HANG_S) {
                    fail("a codec hangs: seed=" + SEED + ", number about " + now + ", stacks="
                            + threads.stream()
                                    .map(thread -> List.of(thread.getStackTrace()))
                                    .toList());
                }
            }
        }
        done.get();
    }
}
