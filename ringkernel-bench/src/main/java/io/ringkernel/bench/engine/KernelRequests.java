// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.Call;
import io.ringkernel.Claim;
import io.ringkernel.KernelContext;
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
        this("clerk", LaunchOptions.DEFAULT.dedicated(idle));
    }

    /**
     * Starts the kernel.
     *
     * @param options say where it runs
     */
    public KernelRequests(LaunchOptions options) {
        this("clerk", options);
    }

    private KernelRequests(String id, LaunchOptions options) {
        runtime.launch(id, options).activate();
        clerk = runtime.ref(id, FullOrder.class);
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

    /** Question and answer are written where they travel, and read where they came; nothing is allocated on either side. */
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
            super("scribe", LaunchOptions.DEFAULT.dedicated(idle));
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

    /** Answers in place. */
    @RingKernel(id = "scribe")
    static final class Scribe {
        private final Claim claim = new Claim();
        private final FullOrderCodec.Writer answer = new FullOrderCodec.Writer();

        @Handles
        void ask(FullOrderCodec.Reader question, KernelContext context) {
            long n = Fields.numberOf(FullOrder.sum(question));
            context.claimReply(FullOrderCodec.INSTANCE, claim);
            claim.publish(FullOrder.write(answer.wrap(claim.buffer(), claim.offset()), n));
        }
    }
}
