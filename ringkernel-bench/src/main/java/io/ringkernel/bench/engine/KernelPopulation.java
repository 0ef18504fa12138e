// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.bench.shape.Done;
import io.ringkernel.bench.shape.Population;

/** Pooled kernels. */
public final class KernelPopulation implements Population {
    private final KernelRuntime runtime = KernelRuntime.create();
    private final Done done = new Done();
    private int count;
    private int touched;

    /** Creates a runtime without kernels. */
    public KernelPopulation() {}

    @Override
    public void spawn(int more) {
        for (int end = count + more; count < end; count++) {
            SavinaKernels.Fork kernel = new SavinaKernels.Fork(1, done);
            runtime.launch("savina-fork", LaunchOptions.instance(kernel).as("idle-" + count))
                    .activate();
        }
    }

    @Override
    public void touch() {
        done.expect(count - touched);
        for (; touched < count; touched++) {
            runtime.send("idle-" + touched, new Step(1));
        }
        done.await();
    }

    @Override
    public void close() {
        runtime.close();
    }
}
