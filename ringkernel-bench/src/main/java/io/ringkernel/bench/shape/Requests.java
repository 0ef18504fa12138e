// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.shape;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A thread outside asks, and somebody answers each message with one that is made of the sum of its fields.
 *
 * @param <R> type of the answer
 */
public abstract class Requests<R> implements AutoCloseable {
    /** After which an answer is given up. */
    public static final long TIMEOUT_S = 30;

    /** Creates a side that answers. */
    protected Requests() {}

    /**
     * Sends a request.
     *
     * @param n number of the message
     * @return the answer to come
     */
    protected abstract CompletableFuture<R> request(long n);

    /**
     * Reads an answer.
     *
     * @param answer to read
     * @return the sum of its fields
     */
    protected abstract long sum(R answer);

    /**
     * Asks, and spins until the answer is there.
     *
     * @param n number of the message
     * @return the sum of the fields of the answer
     */
    public long askSpinning(long n) {
        CompletableFuture<R> answer = request(n);
        while (!answer.isDone()) {
            Waiting.forMessage();
        }
        return sum(answer.join());
    }

    /**
     * Asks, and parks until the answer is there.
     *
     * @param n number of the message
     * @return the sum of the fields of the answer
     */
    public final long askParking(long n) {
        return sum(await(request(n)));
    }

    /**
     * Asks many times, without waiting for an answer until so many are outstanding.
     *
     * @param first number of the first message
     * @param count of messages
     * @param most  outstanding requests
     * @return the sum of the fields of all answers
     */
    public final long askMany(long first, int count, int most) {
        @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
        CompletableFuture<R>[] outstanding = new CompletableFuture[most];
        long sum = 0;
        for (int i = 0; i < count; i++) {
            if (i >= most) {
                sum += sum(await(outstanding[i % most]));
            }
            outstanding[i % most] = request(first + i);
        }
        for (int i = Math.max(0, count - most); i < count; i++) {
            sum += sum(await(outstanding[i % most]));
        }
        return sum;
    }

    private R await(CompletableFuture<R> answer) {
        try {
            return answer.get(TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no answer came: timeoutSeconds=" + TIMEOUT_S, e);
        }
    }

    /** Ends the side that answers. */
    @Override
    public abstract void close();
}
