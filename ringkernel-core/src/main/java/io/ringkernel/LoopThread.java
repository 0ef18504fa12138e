// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Idle;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.Header;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.lane.PriorityLanes;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The thread of a kernel that receives by itself. Between a receive and the next the loop has the message in hand, as a
 * handler has; inside a receive the kernel has its turns, in which messages move from the lanes into the inbox.
 */
final class LoopThread implements KernelExecutor, Runnable {

    /* How often a kernel that is to end looks whether there is still something to wait for. */
    private static final long END_INTERVAL_NS = 1_000_000;

    private final Kernel kernel;
    private final KernelLoop loop;
    private final Inbox inbox;
    private final Idle idle;
    private final RestingThread thread;

    /* Of the thread alone. */
    private @Nullable MessageBuffer inHand;
    private boolean hasBegun;
    private boolean wasToldOfTheEnd;
    private boolean done;

    LoopThread(Kernel kernel, KernelLoop loop, Inbox inbox) {
        this.kernel = kernel;
        this.loop = loop;
        this.inbox = inbox;
        this.idle = kernel.settings.execution() == Execution.COROUTINE ? Idle.PARKING : kernel.settings.idle();
        this.thread = new RestingThread(kernel, this);
    }

    void start() {
        thread.start();
    }

    @Override
    public void wake(Kernel woken) {
        thread.wake();
    }

    /* A loop has no stop hook that it could meet, and in its rest the flag is forgotten. */
    @Override
    public void interrupt(Kernel interrupted) {
        if (interrupted.settings.execution() == Execution.COROUTINE) {
            thread.interrupt();
        }
    }

    @Override
    public void run() {
        while (!kernel.state().isEnded()) {
            if (kernel.isLoopDue()) {
                runLoop();
            } else if (kernel.turns.turn(PriorityLanes.CHECK_INTERVAL) == 0) {
                park(RestingThread.FOREVER);
            }
        }
        kernel.endLoop();
        thread.end();
    }

    /** {@return whether the loop is not to be run any more; asked by its thread} */
    boolean isDone() {
        return done;
    }

    private void runLoop() {
        kernel.beginLoop();
        Throwable failure = null;
        try {
            loop.run(kernel.context());
        } catch (Throwable e) { // whatever a loop throws, its kernel sees to it
            failure = e;
        }
        boolean hadMessage = inHand != null;
        finish(failure);
        done = failure == null || wasToldOfTheEnd || !hasBegun;
        if (failure != null && !wasToldOfTheEnd && !hadMessage) {
            settle(failure);
        }
        kernel.endLoop();
        if (failure == null || wasToldOfTheEnd) {
            kernel.control.beginEnd(System.nanoTime());
        }
    }

    /* The first run is like a start hook until it receives: what does not get so far would not the next time. */
    private void settle(Throwable failure) {
        if (hasBegun) {
            Log.warn("loop threw: kernel=" + kernel.id(), failure);
            kernel.failLoop(failure);
        } else {
            Log.warn("loop threw before it received, the kernel ends: kernel=" + kernel.id(), failure);
            kernel.control.fail(failure);
        }
    }

    /** Sees to the message in hand, now that the loop has done with it. */
    private void finish(@Nullable Throwable failure) {
        MessageBuffer slot = inHand;
        if (slot != null) {
            inHand = null;
            kernel.finishInHand(slot, failure);
            inbox.recycle(slot);
        }
    }

    /** Takes the next message of a type. Called by the loop. */
    <T> Optional<T> receive(Class<T> type, long timeoutNs) {
        long deadlineNs = System.nanoTime() + timeoutNs;
        finish(null);
        hasBegun = true;
        kernel.leaveLoop();
        boolean isLate = false;
        try {
            while (true) {
                Object message = take(type);
                if (message != null) {
                    return Optional.of(type.cast(message));
                }
                if (kernel.isLoopOver()) {
                    tellOfTheEnd();
                    return Optional.empty();
                }
                if (inbox.isFull()) {
                    throw new IllegalStateException("too many messages of other types wait: kernel=" + kernel.id()
                            + ", awaited=" + type.getName() + ", limit=" + Inbox.ENOUGH + "; receive them, too");
                }
                if (isLate && kernel.lanes.isEmpty()) {
                    return Optional.empty();
                }
                if (kernel.turns.turn(PriorityLanes.CHECK_INTERVAL) == 0) {
                    long leftNs = deadlineNs - System.nanoTime();
                    if (leftNs <= 0) {
                        return Optional.empty();
                    }
                    park(leftNs);
                } else {
                    isLate = kernel.hasDue() && System.nanoTime() - deadlineNs >= 0; // tasks may defer others for ever
                }
            }
        } finally {
            kernel.enterLoop();
        }
    }

    /* A loop that does not look whether it is to end must not receive nothing for ever. */
    private void tellOfTheEnd() {
        if (wasToldOfTheEnd) {
            throw new KernelStateException("kernel ends, there is nothing more to receive: kernel=" + kernel.id()
                    + ", state=" + kernel.state() + "; leave the loop when shouldTerminate says so");
        }
        wasToldOfTheEnd = true;
    }

    /*
     * Like a turn: says that it runs, and then looks at the state, so that nobody who deactivates the kernel believes that
     * no handler runs while a message goes out of the inbox.
     */
    private <T> @Nullable Object take(Class<T> type) {
        kernel.enterLoop();
        while (kernel.mayReceive()) {
            MessageBuffer slot = inbox.take(candidate -> isOf(type, candidate));
            if (slot == null) {
                break;
            }
            Object message = kernel.takeInHand(slot);
            if (message != null) {
                inHand = slot;
                return message;
            }
            inbox.recycle(slot);
        }
        kernel.leaveLoop();
        return null;
    }

    private boolean isOf(Class<?> type, MessageBuffer slot) {
        MessageCodec<?> codec = kernel.kinds.codecOf(Header.typeId(slot, 0));
        return codec != null && type.isAssignableFrom(codec.messageType());
    }

    private void park(long leftNs) {
        KernelState now = kernel.state();
        if (now.isEnded()) {
            return;
        }
        if (!now.isAccepting()) {
            LockSupport.parkNanos(this, END_INTERVAL_NS);
        } else if (idle == Idle.BUSY_SPIN) {
            Thread.onSpinWait();
        } else if (idle == Idle.YIELDING) {
            Thread.yield();
        } else if (!spin()) {
            thread.rest(leftNs);
        }
    }

    private boolean spin() {
        long endNs = Spin.endNs(System.nanoTime());
        int look = 0;
        do {
            if (kernel.turns.hasWork()) {
                return true;
            }
        } while (Spin.goesOn(endNs, look++));
        return false;
    }
}
