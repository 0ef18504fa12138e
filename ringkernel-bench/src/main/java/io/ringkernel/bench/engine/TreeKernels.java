// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.KernelContext;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.bench.shape.Done;
import io.ringkernel.bench.shape.Savina;
import io.ringkernel.bench.shape.Workload;
import java.time.Duration;

/** A tree of pooled kernels: each but the leaves launches ten more, waits for what they say, and ends with its sum. */
public final class TreeKernels implements Workload {
    private static final int ANSWERS = 16;

    private final KernelRuntime runtime = KernelRuntime.create();
    private final Done done = new Done();
    private final int leaves;
    private long runs;

    /**
     * Creates a runtime without kernels.
     *
     * @param leaves of the tree, a power of ten
     */
    public TreeKernels(int leaves) {
        this.leaves = leaves;
    }

    @Override
    public long run() {
        done.expect(1);
        new Grower(runtime, done).grow("run-" + runs++, leaves, 0);
        return done.await();
    }

    @Override
    public void close() {
        runtime.close();
    }

    /** Launches nodes, whose ids are the ways to them, and hands the sum of the root over. */
    private record Grower(KernelRuntime runtime, Done done) {
        void grow(String id, int leaves, long first) {
            runtime.launch(
                            "tree-node",
                            LaunchOptions.instance(new Node(this, leaves)).as(id))
                    .activate();
            runtime.send(id, new Step(first));
        }

        void end(String id, long sum, KernelContext context) {
            int way = id.lastIndexOf('.');
            if (way < 0) {
                done.add(sum);
            } else {
                context.send(id.substring(0, way), new Reply(sum));
            }
            runtime.handle(id).ifPresent(handle -> handle.terminate(Duration.ZERO));
        }
    }

    /** One node. Its lanes have room for what its children say, and no more. */
    @RingKernel(id = "tree-node", capacity = ANSWERS)
    static final class Node {
        private final Grower grower;
        private final int leaves;
        private long sum;
        private int answers;

        Node(Grower grower, int leaves) {
            this.grower = grower;
            this.leaves = leaves;
        }

        @Handles
        void grow(Step first, KernelContext context) {
            if (leaves == 1) {
                grower.end(context.kernelId(), first.n(), context);
                return;
            }
            int each = leaves / Savina.BRANCHES;
            for (int i = 0; i < Savina.BRANCHES; i++) {
                grower.grow(context.kernelId() + "." + i, each, first.n() + (long) i * each);
            }
        }

        @Handles
        void answer(Reply answer, KernelContext context) {
            sum += answer.n();
            if (++answers == Savina.BRANCHES) {
                grower.end(context.kernelId(), sum, context);
            }
        }
    }
}
