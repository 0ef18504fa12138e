// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Idle;
import io.ringkernel.testkit.Eventually;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads whose stack ends while they wake a kernel. */
class OverflowTest extends RuntimeTest {
    private static final int THREADS = 200;
    private static final int STACK_LENGTH = 192 * 1024;
    private static final int NEAR_THE_END = 60;
    private static final long PAUSE_NS = 40_000;

    /* In frames, of the thread before. */
    private int deepest;
    private int depth;

    private void ringToTheEnd(Kernel kernel) {
        if (++depth > deepest - NEAR_THE_END) {
            pause();
        }
        kernel.ring();
        ringToTheEnd(kernel);
    }

    /* So that the kernel rests again, and the next ring wakes it. */
    private static void pause() {
        long endNs = System.nanoTime() + PAUSE_NS;
        while (System.nanoTime() - endNs < 0) {
            Thread.onSpinWait();
        }
    }

    /* Each thread begins at another depth, so that the end of the stack comes at any instruction of the ring. */
    private void ringFrom(int frames, Kernel kernel) {
        if (frames > 0) {
            ringFrom(frames - 1, kernel);
        } else {
            ringToTheEnd(kernel);
        }
    }

    private Throwable overflow(int frames, Kernel kernel) {
        Throwable[] thrown = new Throwable[1];
        Thread thread =
                new Thread(null, () -> thrown[0] = thrownBy(() -> ringFrom(frames, kernel)), "overflow", STACK_LENGTH);
        thread.start();
        Eventually.ends(thread);
        deepest = depth;
        depth = 0;
        return thrown[0];
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leaveNoKernelThatNobodyRuns(boolean dedicated) {
        LaunchOptions options = Probe.with(ECHO).as("a");
        runtime.launch("probe", dedicated ? options.dedicated(Idle.PARKING) : options)
                .activate();
        Kernel kernel = runtime.kernelOf("a");
        activate("b", ECHO);

        for (int i = 0; i < THREADS; i++) {
            assertThat(overflow(i % 100, kernel)).isInstanceOf(StackOverflowError.class);

            assertThat(runtime.call("a", new Ping(i), Pong.class, LONG)).isEqualTo(new Pong(i));
            assertThat(runtime.call("b", new Ping(i), Pong.class, LONG)).isEqualTo(new Pong(i));
        }
    }
}
