// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.Priority;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.stress.Pace;
import io.ringkernel.supervision.FailurePolicy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The kernel of the races. Its fields are plain: whoever runs it must see what the last one wrote. */
@RingKernel(id = "racer", capacity = 4, slotLength = 64, execution = Execution.POOLED)
final class Racer {
    /** What the kernel counts. */
    @Message(id = 0x0B01)
    record Tick(int number) {}

    /** The number of a message that the handler throws for. */
    static final int POISON = 9;

    /* A handler that throws is logged, which takes longer than all else. */
    private static final Logger LOGGER = Logger.getLogger("io.ringkernel");

    /* A runtime whose workers have ended: whoever wakes a kernel runs it. So two threads are all there are. */
    static final KernelRuntime INLINE = KernelRuntime.create(RuntimeOptions.DEFAULT.withRequestLimit(1 << 16));
    private static final KernelDefinition DEFINITION =
            new KernelDefinitions(Racer.class.getClassLoader()).find("racer");

    static {
        LOGGER.setLevel(Level.OFF);
        INLINE.pool.close(0);
    }

    int handled;
    private final AtomicBoolean running = new AtomicBoolean();
    final AtomicInteger overlaps = new AtomicInteger();

    @Handles
    void onTick(Tick tick) {
        if (tick.number() == POISON) {
            throw new IllegalStateException("poison");
        }
        if (!running.compareAndSet(false, true)) {
            overlaps.incrementAndGet();
        }
        handled++;
        running.set(false);
    }

    /** Makes a kernel of this object that nobody runs yet, with room for its first message. */
    Kernel kernel() {
        return kernel(INLINE, 1);
    }

    /** Makes a kernel of this object that nobody runs yet. */
    Kernel kernel(String id, int number) {
        return kernel(id, number, null);
    }

    /** Makes a kernel of this object that nobody runs yet, the child of another. */
    Kernel kernel(String id, int number, @Nullable Kernel parent) {
        return new Kernel(launch(INLINE, id, number, LaunchOptions.DEFAULT), parent);
    }

    /** Makes a launch of this object that has not begun. */
    Launch launch(KernelRuntime runtime, String id, int number, LaunchOptions options) {
        LaunchOptions.Made made = new LaunchOptions.Made(DEFINITION.newDispatcher(this), null);
        return new Launch(runtime, id, number, DEFINITION, options, made);
    }

    Kernel kernel(KernelRuntime runtime, int number) {
        return kernel(runtime, number, LaunchOptions.DEFAULT);
    }

    private Kernel kernel(KernelRuntime runtime, int number, LaunchOptions options) {
        Kernel kernel = new Kernel(launch(runtime, "racer", number, options), null);
        kernel.lanes.lane(Priority.NORMAL); // takes too long to be part of a race
        return kernel;
    }

    /** Makes a kernel of this object that rests, to be run by whoever wakes it. */
    Kernel launch() {
        return launch(INLINE);
    }

    Kernel launch(KernelRuntime runtime) {
        return launch(runtime, LaunchOptions.DEFAULT);
    }

    Kernel launch(KernelRuntime runtime, LaunchOptions options) {
        Kernel kernel = kernel(runtime, 1, options);
        kernel.start(KernelState.LAUNCHED);
        return kernel;
    }

    /** Makes a kernel that rests, and is restarted at once when it fails. Each instance is this object. */
    Kernel launchRestarting() {
        Kernel kernel = kernel(
                INLINE,
                1,
                LaunchOptions.instance(() -> this)
                        .onFailure(FailurePolicy.restart(1, Pace.LONG, Duration.ZERO, Duration.ZERO)));
        kernel.start(KernelState.LAUNCHED);
        return kernel;
    }

    /** {@return 1 if the message was accepted} */
    static int send(Kernel kernel, int number) {
        return kernel.outside
                        .offer(kernel.kinds.kindOf(Tick.class), new Tick(number), SendOptions.DEFAULT)
                        .isAccepted()
                ? 1
                : 0;
    }
}
