// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import org.jspecify.annotations.Nullable;

/** A thread that runs kernels, and knows which one at the moment: so a call that waits knows who waits. */
class KernelThread extends Thread {
    @Nullable
    Kernel kernel;

    KernelThread(@Nullable Runnable body, String name) {
        super(body, name);
        setDaemon(true);
    }

    /** {@return the kernel in whose handler the caller is, or null} */
    static @Nullable Kernel currentKernel() {
        return Thread.currentThread() instanceof KernelThread thread ? thread.kernel : null;
    }
}
