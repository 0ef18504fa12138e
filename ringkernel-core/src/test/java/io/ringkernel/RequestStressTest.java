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
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Requests of all kinds, of which each ends exactly once: {@code -Dringkernel.requests=100000000}, or {@code ./ringkernel test
 * requests}, for many more.
 */
@Timeout(24 * 3600)
class RequestStressTest extends RuntimeTest {
    private static final long REQUESTS = Long.getLong("ringkernel.requests", 100_000);
    private static final int THREADS = 4;
    private static final int WINDOW = 128;
    private static final Duration HASTE = Duration.ofMillis(1);

    private final LongAdder given = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder strange = new LongAdder();

    /** Replies, or does one of the other things that a handler can do. */
    private Object serve(Object message, KernelContext context) {
        long number = ((Ping) message).number();
        switch ((int) (number % 7)) {
            case 0 -> throw new IllegalStateException("on purpose");
            case 1 -> context.forward("b");
            case 2 -> {
                given.increment();
                context.replyTo(Pong.class).reply(new Pong(number));
            }
            case 3 -> context.replyTo(Pong.class).close();
            default -> {
                given.increment();
                return new Pong(number);
            }
        }
        return null;
    }

    private void end(long number, Pong reply) {
        if (reply == null) {
            failed.increment();
        } else {
            (reply.number() == number ? received : strange).increment();
        }
    }

    private void request(KernelRef<Ping> ref, Call<Pong> call, Semaphore window, long number) {
        if (number % 3 == 0) {
            try {
                ref.call(new Ping(number), call, LONG);
                end(number, call.reply());
            } catch (RequestFailedException e) {
                end(number, null);
            }
            return;
        }
        window.acquireUninterruptibly();
        CompletableFuture<Pong> future = ref.request(new Ping(number), Pong.class, number % 5 == 0 ? HASTE : LONG);
        future.whenComplete((reply, failure) -> {
            end(number, reply);
            window.release();
        });
        if (number % 11 == 0) {
            future.cancel(false);
        }
    }

    @Test
    void endsEachRequestExactlyOnce() {
        KernelHandle a = activate("a", this::serve);
        KernelHandle b = activate("b", (message, context) -> {
            given.increment();
            return new Pong(((Ping) message).number());
        });
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            int first = t;
            threads.add(start(() -> {
                KernelRef<Ping> ref = a.ref(Ping.class);
                Call<Pong> call = new Call<>(Pong.class);
                Semaphore window = new Semaphore(WINDOW);
                for (long number = first; number < REQUESTS; number += THREADS) {
                    request(ref, call, window, number);
                }
                window.acquireUninterruptibly(WINDOW);
            }));
        }
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }

        assertThat(received.sum() + failed.sum()).isEqualTo(REQUESTS);
        assertThat(strange.sum()).as("replies to another request").isZero();
        Eventually.holds(
                "each reply was received or counted as unanswered",
                () -> given.sum()
                        == received.sum()
                                + a.counters().unanswered()
                                + b.counters().unanswered());
        System.out.println("requests: ended=" + REQUESTS + ", answered=" + received + ", failed=" + failed);
    }
}
