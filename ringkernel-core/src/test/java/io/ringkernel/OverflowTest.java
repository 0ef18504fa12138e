// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Idle;
import io.ringkernel.testkit.Eventually;
import io.ringkernel.testkit.OtherJvm;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads whose stack ends while they wake a kernel. */
class OverflowTest extends RuntimeTest {
    private static final int THREADS = 200;
    private static final int STACK_LENGTH = 192 * 1024;
    private static final int NEAR_THE_END = 60;
    private static final long PAUSE_NS = 40_000;
    private static final String BY = "by";

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

    /* What runs the kernel that is woken. */
    private enum By {
        POOL,
        THREAD,
        SHARED_THREAD,
        COROUTINE,
        REENTRANT_COROUTINE;

        LaunchOptions of(LaunchOptions options) {
            return switch (this) {
                case POOL -> options;
                case THREAD -> options.dedicated(Idle.PARKING);
                case SHARED_THREAD -> options.dedicated(Idle.PARKING, "shared");
                case COROUTINE -> options.coroutine();
                case REENTRANT_COROUTINE -> options.coroutine().reentrant(true);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void leaveNoKernelThatNobodyRuns(By by) {
        runtime.launch("probe", by.of(Probe.with(ECHO).as("a"))).activate();
        Kernel kernel = runtime.kernelOf("a");
        activate("b", ECHO);

        for (int i = 0; i < THREADS; i++) {
            assertThat(overflow(i % 100, kernel)).isInstanceOf(StackOverflowError.class);

            assertThat(runtime.call("a", new Ping(i), Pong.class, LONG)).isEqualTo(new Pong(i));
            assertThat(runtime.call("b", new Ping(i), Pong.class, LONG)).isEqualTo(new Pong(i));
        }
    }

    /* The frames of what is interpreted are the largest, and those of what C2 has compiled the smallest. */
    @ParameterizedTest
    @EnumSource
    void leaveNoneWhereOnlyTheCheckIsCompiled(By by, @TempDir Path folder) throws IOException, InterruptedException {
        OtherJvm.run(
                Interpreted.class,
                System.getProperty("java.class.path"),
                "allow",
                folder,
                "",
                "-D" + BY + "=" + by,
                "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=compileonly," + StackReserve.class.getName() + "::*");
    }

    /** What the other JVM runs. */
    static final class Interpreted {
        private Interpreted() {}

        public static void main(String[] arguments) {
            OverflowTest test = new OverflowTest();
            test.leaveNoKernelThatNobodyRuns(By.valueOf(System.getProperty(BY)));
            test.closeRuntime();
        }
    }
}
