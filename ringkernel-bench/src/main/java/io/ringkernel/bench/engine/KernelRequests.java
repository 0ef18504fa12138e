// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.KernelRef;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.Requests;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A kernel with a thread of its own that answers. */
public final class KernelRequests extends Requests<FullOrder> {
    private static final Duration TIMEOUT = Duration.ofSeconds(TIMEOUT_S);

    private final KernelRuntime runtime = KernelRuntime.create();
    private final KernelRef<FullOrder> clerk;

    /**
     * Starts the kernel.
     *
     * @param idle how it waits
     */
    public KernelRequests(Idle idle) {
        runtime.launch("clerk", LaunchOptions.DEFAULT.dedicated(idle)).activate();
        clerk = runtime.ref("clerk", FullOrder.class);
    }

    @Override
    protected CompletableFuture<FullOrder> request(long n) {
        return clerk.request(FullOrder.of(n), FullOrder.class, TIMEOUT);
    }

    @Override
    protected long sum(FullOrder answer) {
        return answer.sum();
    }

    @Override
    public void close() {
        runtime.close();
    }

    /** Answers. */
    @RingKernel(id = "clerk")
    static final class Clerk {
        @Handles
        FullOrder ask(FullOrderCodec.Reader question) {
            return FullOrder.of(Fields.numberOf(FullOrder.sum(question)));
        }
    }
}
