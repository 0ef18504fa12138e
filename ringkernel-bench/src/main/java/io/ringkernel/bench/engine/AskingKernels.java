// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.KernelContext;
import io.ringkernel.KernelRef;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.bench.shape.Done;
import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.Workload;

/** Two pooled kernels: one asks the other again and again, and goes on by a continuation. */
public final class AskingKernels implements Workload {
    private final KernelRuntime runtime = KernelRuntime.create();
    private final Done done = new Done();
    private final int requests;
    private final KernelRef<Step> asker;

    /**
     * Launches both.
     *
     * @param requests of a run
     */
    public AskingKernels(int requests) {
        this.requests = requests;
        runtime.launch("asked").activate();
        runtime.launch("asker", LaunchOptions.instance(new Asker(done))).activate();
        asker = runtime.ref("asker", Step.class);
    }

    @Override
    public long run() {
        done.expect(1);
        asker.send(new Step(requests));
        return done.await();
    }

    @Override
    public void close() {
        runtime.close();
    }

    /** Asks until it has asked often enough. */
    @RingKernel(id = "asker")
    static final class Asker {
        private final Done done;
        private long next;
        private long requests;
        private long sum;

        Asker(Done done) {
            this.done = done;
        }

        @Handles
        void start(Step count, KernelContext context) {
            requests = count.n();
            next = 0;
            sum = 0;
            ask(context);
        }

        private void ask(KernelContext context) {
            if (next == requests) {
                done.add(sum);
                return;
            }
            context.request("asked", FullOrder.of(next++), FullOrder.class, (answer, failure, own) -> {
                if (answer == null) {
                    throw new IllegalStateException("no answer came: asked=" + next, failure);
                }
                sum += answer.sum();
                ask(own);
            });
        }
    }

    /** Answers. */
    @RingKernel(id = "asked")
    static final class Asked {
        @Handles
        FullOrder ask(FullOrder question) {
            return FullOrder.of(Fields.numberOf(question.sum()));
        }
    }
}
