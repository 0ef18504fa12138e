// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.Call;
import io.ringkernel.Claim;
import io.ringkernel.KernelRef;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.Requests;
import io.ringkernel.bench.shape.Waiting;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A kernel that answers. */
public class KernelRequests extends Requests<FullOrder> {
    static final Duration TIMEOUT = Duration.ofSeconds(TIMEOUT_S);

    private final KernelRuntime runtime = KernelRuntime.create();
    final KernelRef<FullOrder> clerk;

    /**
     * Starts the kernel with a thread of its own.
     *
     * @param idle how it waits
     */
    public KernelRequests(Idle idle) {
        this(LaunchOptions.DEFAULT.dedicated(idle));
    }

    /**
     * Starts the kernel.
     *
     * @param options say where it runs
     */
    public KernelRequests(LaunchOptions options) {
        runtime.launch("clerk", options).activate();
        clerk = runtime.ref("clerk", FullOrder.class);
    }

    @Override
    protected final CompletableFuture<FullOrder> request(long n) {
        return clerk.request(FullOrder.of(n), FullOrder.class, TIMEOUT);
    }

    @Override
    protected final long sum(FullOrder answer) {
        return answer.sum();
    }

    @Override
    public final void close() {
        runtime.close();
    }

    /** The question is written where it travels, and the answer read where it came; nothing is allocated. */
    public static final class InPlace extends KernelRequests {
        private final Claim claim = new Claim();
        private final Call<FullOrder> call = new Call<>(FullOrder.class);
        private final FullOrderCodec.Writer question = new FullOrderCodec.Writer();
        private final FullOrderCodec.Reader answer = new FullOrderCodec.Reader();

        /**
         * Starts the kernel.
         *
         * @param idle how it waits
         */
        public InPlace(Idle idle) {
            super(idle);
        }

        @Override
        public long askSpinning(long n) {
            while (!clerk.claimRequest(claim, call).isAccepted()) {
                Waiting.forRoom();
            }
            claim.publish(FullOrder.write(question.wrap(claim.buffer(), claim.offset()), n));
            call.await(TIMEOUT);
            return FullOrder.sum(answer.wrap(call.buffer(), call.offset(), call.length(), call.version()));
        }
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
