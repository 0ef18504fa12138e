// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.stress.Pace;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The kernel of the races of coroutines: its handlers let others in while they wait. Its fields are plain: whoever has the kernel
 * must see what the last one wrote.
 */
@RingKernel(id = "sharer", capacity = 4, slotLength = 64, execution = Execution.COROUTINE, reentrant = true)
final class Sharer {
    /** What the handler does in one race. */
    @FunctionalInterface
    interface Body {
        void handle(int number, KernelContext context) throws Exception;
    }

    private static final int MOST_MESSAGES = 3;

    /** A timeout. The thread sleeps some 60 µs longer. */
    static final long SHORT_NS = 10_000;

    private static final long STEP_NS = 500;
    private static final int STEPS = 1 << 8;
    private static int step;

    /*
     * A runtime whose one platform thread for coroutines is taken for good: the actors take kernels out of its queue, and run them.
     * So two threads are all there are. Where there are virtual threads they run what they can.
     */
    static final KernelRuntime RUNTIME = KernelRuntime.create(RuntimeOptions.DEFAULT.withCoroutineLimit(1));
    private static final KernelDefinition DEFINITION =
            new KernelDefinitions(Sharer.class.getClassLoader()).find("sharer");

    static {
        RUNTIME.coroutineThreads.start(new Coroutines(new Racer().kernel()) {
            @Override
            public void run() {
                while (true) {
                    LockSupport.park(this);
                }
            }
        });
    }

    final Kernel kernel;

    /* How often the kernel was used: plain, and changed in two steps. */
    int used;

    final AtomicInteger done = new AtomicInteger();
    private final AtomicBoolean running = new AtomicBoolean();
    final AtomicInteger overlaps = new AtomicInteger();
    private final Body body;
    private final @Nullable Thread[] handling = new Thread[MOST_MESSAGES + 1];
    private final int messages;

    /**
     * Makes an active kernel that is awake, with its first message. The caller has the right to run it.
     *
     * @param messages that it will get
     * @param body     of its handler
     */
    Sharer(KernelRuntime runtime, int messages, Body body) {
        this.messages = messages;
        this.body = body;
        LaunchOptions.Made made = new LaunchOptions.Made(DEFINITION.newDispatcher(this), null);
        Launch launch = new Launch(runtime, "sharer", 1, DEFINITION, LaunchOptions.DEFAULT, made);
        this.kernel = new Kernel(launch, null);
        kernel.life.launch();
        kernel.life.activate();
        Racer.send(kernel, 1);
    }

    Sharer(int messages, Body body) {
        this(RUNTIME, messages, body);
    }

    @Handles
    void onTick(Racer.Tick tick, KernelContext context) throws Exception {
        handling[tick.number()] = Thread.currentThread();
        body.handle(tick.number(), context);
        done.incrementAndGet();
    }

    /** Uses the kernel. */
    void use() {
        if (!running.compareAndSet(false, true)) {
            overlaps.incrementAndGet();
        }
        int before = used;
        Pace.hesitate();
        used = before + 1;
        running.set(false);
    }

    /** Lets others in for a while. */
    void letIn() {
        HandlerWait wait = coroutines().beginWait();
        Pace.hesitate();
        wait.end(false);
    }

    /** Takes some time, now less and now more than a thread sleeps that has {@link #SHORT_NS}. Called by one handler at a time. */
    static void spin() {
        step = step + 1 & STEPS - 1;
        long endNs = System.nanoTime() + step * STEP_NS;
        while (System.nanoTime() - endNs < 0) {
            Thread.onSpinWait();
        }
    }

    ReentrantCoroutines coroutines() {
        ReentrantCoroutines made = kernel.reentry;
        if (made == null) {
            throw new IllegalStateException("kernel is not re-entrant: kernel=" + kernel.id());
        }
        return made;
    }

    /** Runs the kernel, which the caller has. */
    void run() {
        coroutines().run();
    }

    /** Runs the kernel if it waits for a thread. {@return whether it did} */
    boolean serveOnce() {
        boolean waits = kernel.runtime.coroutineThreads.takeBack(coroutines());
        if (waits) {
            run();
        }
        return waits;
    }

    /** Runs the kernel whenever it waits for a thread, until all messages are handled. {@return whether they were in time} */
    boolean serve() {
        return serve(messages);
    }

    /** Does so until that many messages are handled. */
    boolean serve(int count) {
        long startNs = System.nanoTime();
        while (done.get() < count && (serveOnce() || Pace.isInTime(startNs))) {
            LockSupport.parkNanos(1); // the others need a core
        }
        return done.get() >= count || rescue(count);
    }

    /** Waits until all messages are handled, by others. {@return whether they were in time} */
    boolean await() {
        long startNs = System.nanoTime();
        while (done.get() < messages && Pace.isInTime(startNs)) {
            LockSupport.parkNanos(1); // the others need a core
        }
        return done.get() >= messages || rescue(messages);
    }

    /* Has everybody look again who may sleep, or a thread would be lost to all races that follow. */
    private boolean rescue(int count) {
        kernel.ring();
        for (Thread each : handling) {
            LockSupport.unpark(each);
        }
        while (done.get() < count) {
            serveOnce();
            LockSupport.parkNanos(1);
        }
        return false;
    }
}
