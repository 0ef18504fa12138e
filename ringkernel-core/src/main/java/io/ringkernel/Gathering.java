// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The same request to several kernels, with one deadline for all.
 *
 * @param <R> type of the reply
 */
final class Gathering<R> {
    private final List<String> kernelIds;
    private final String message;
    private final List<CompletableFuture<R>> requests = new ArrayList<>();

    /** Sends the requests; with options that do not wait for room, or one would hold up the others. */
    Gathering(
            KernelRuntime runtime,
            List<String> kernelIds,
            Object message,
            Class<R> reply,
            Duration timeout,
            SendOptions options) {
        this.kernelIds = List.copyOf(kernelIds);
        this.message = message.getClass().getName();
        Objects.requireNonNull(reply, "reply");
        if (kernelIds.isEmpty()) {
            throw new IllegalArgumentException("there must be a kernel to ask: message=" + this.message);
        }
        long deadlineNs = System.nanoTime() + Nanos.ofTimeout(timeout);
        for (String id : this.kernelIds) {
            Duration left = Duration.ofNanos(Math.max(0, deadlineNs - System.nanoTime()));
            requests.add(send(runtime, id, message, reply, left, options));
        }
    }

    private static <R> CompletableFuture<R> send(
            KernelRuntime runtime, String id, Object message, Class<R> reply, Duration timeout, SendOptions options) {
        try {
            return runtime.request(id, message, reply, timeout, options);
        } catch (RuntimeException e) { // of this kernel; the others are asked all the same
            return CompletableFuture.failedFuture(e);
        }
    }

    /** {@return all answers in the order of the kernels, once the last is there} */
    CompletableFuture<List<Answer<R>>> all() {
        CompletableFuture<List<Answer<R>>> result = new CompletableFuture<>();
        AtomicInteger left = new AtomicInteger(requests.size());
        for (CompletableFuture<R> request : requests) {
            request.whenComplete((reply, failure) -> {
                if (left.decrementAndGet() == 0) {
                    result.complete(answers());
                }
            });
        }
        return cancelling(result);
    }

    /** {@return the first reply; fails when no kernel is left that may reply} */
    CompletableFuture<Answer<R>> any() {
        CompletableFuture<Answer<R>> result = new CompletableFuture<>();
        AtomicInteger left = new AtomicInteger(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            String id = kernelIds.get(i);
            requests.get(i).whenComplete((reply, failure) -> {
                if (reply != null) {
                    result.complete(new Answer<>(id, reply, null));
                }
                if (left.decrementAndGet() == 0 && !result.isDone()) {
                    result.completeExceptionally(nobody());
                }
            });
        }
        return cancelling(result);
    }

    /* Whoever has the result, or gives it up, has no use for what is still under way. */
    private <T> CompletableFuture<T> cancelling(CompletableFuture<T> result) {
        result.whenComplete((value, failure) -> requests.forEach(request -> request.cancel(false)));
        return result;
    }

    private List<Answer<R>> answers() {
        List<Answer<R>> answers = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            String id = kernelIds.get(i);
            answers.add(requests.get(i)
                    .<Answer<R>>handle((reply, failure) -> new Answer<>(id, reply, failureOf(id, failure)))
                    .join());
        }
        return answers;
    }

    private static @Nullable RingKernelException failureOf(String id, @Nullable Throwable failure) {
        if (failure == null) {
            return null;
        }
        return failure instanceof RingKernelException known
                ? known
                : new RequestFailedException("request failed: kernel=" + id, failure);
    }

    private RequestFailedException nobody() {
        RequestFailedException e = new RequestFailedException(
                "none of the kernels replied: kernels=" + kernelIds + ", message=" + message, null);
        answers().forEach(answer -> e.addSuppressed(answer.failure()));
        return e;
    }
}
