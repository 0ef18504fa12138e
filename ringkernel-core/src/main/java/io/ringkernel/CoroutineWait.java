// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What a coroutine waits for that is no message: time, and what others compute. */
final class CoroutineWait {
    private CoroutineWait() {}

    static void sleep(Kernel kernel, long timeNs) {
        long startNs = System.nanoTime();
        HandlerWait wait = kernel.runtime.beginWait();
        try {
            for (long leftNs = timeNs; leftNs > 0; leftNs = timeNs - (System.nanoTime() - startNs)) {
                LockSupport.parkNanos(kernel, leftNs);
                if (Thread.interrupted()) {
                    throw interrupted(kernel, new InterruptedException());
                }
            }
        } finally {
            wait.end(false);
        }
    }

    static <T extends @Nullable Object> T await(Kernel kernel, CompletableFuture<T> future, long timeoutNs) {
        HandlerWait wait = kernel.runtime.beginWait();
        boolean hasFailed = true;
        try {
            T value = future.get(timeoutNs, TimeUnit.NANOSECONDS);
            hasFailed = false;
            return value;
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            throw new KernelTimeoutException("stage did not complete in time: kernel=" + kernel.id() + ", timeoutMs="
                    + TimeUnit.NANOSECONDS.toMillis(timeoutNs) + "; it goes on");
        } catch (InterruptedException e) {
            throw interrupted(kernel, e);
        } finally {
            wait.end(hasFailed);
        }
    }

    static InterruptedSendException interrupted(Kernel kernel, InterruptedException cause) {
        return new InterruptedSendException("interrupted while a coroutine waited: kernel=" + kernel.id(), cause);
    }
}
