// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.supervision.FailurePolicy;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Does with a kernel that failed what its policy says. All but {@link #escalate} and {@link #restarts} is for the thread that
 * runs the kernel.
 */
final class Supervisor {
    /*
     * How long a kernel that resumes pauses after failures that used no message up: 1 ms, and twice as long with each in
     * ten seconds.
     */
    private static final long LONGEST_PAUSE_NS = 1_000_000_000;
    private static final FailurePolicy PAUSES =
            FailurePolicy.restart(16, Duration.ofSeconds(10), Duration.ofMillis(1), Duration.ofNanos(LONGEST_PAUSE_NS));

    private final Kernel kernel;
    private final FailurePolicy policy;
    private @Nullable Map<FailurePolicy, RestartBudget> budgets; // since the first restart

    /* What children failed with and could not settle themselves. */
    private final RareQueue<Throwable> escalated = new RareQueue<>();

    private boolean isRestarting;
    private boolean isPausing;
    private long goOnAtNs;
    private volatile long restarts;
    private volatile long failures;

    Supervisor(Kernel kernel, FailurePolicy policy) {
        this.kernel = kernel;
        this.policy = policy;
    }

    /** {@return how often the kernel got a fresh instance} */
    long restarts() {
        return restarts;
    }

    /** {@return how often something failed that the policy was asked about} */
    long failures() {
        return failures;
    }

    /**
     * A handler threw, or a child did and nobody below took it.
     *
     * @param failure what was thrown
     * @param isIdle  whether no message was used up by that, so that it may come again at once
     */
    void onFailure(Throwable failure, boolean isIdle) {
        failures++; // of this thread alone
        FailurePolicy answer = policy.policyFor(failure);
        switch (answer.action()) {
            case RESUME -> {
                if (isIdle && !isRestarting) {
                    pause();
                }
            }
            case RESTART -> restart(answer, failure);
            case STOP -> kernel.control.fail(failure);
            case ESCALATE -> {
                kernel.control.fail(failure);
                kernel.escalate(failure);
            }
        }
    }

    private void restart(FailurePolicy answer, Throwable failure) {
        long nowNs = System.nanoTime();
        long waitNs = budgetOf(answer).take(nowNs);
        if (waitNs == RestartBudget.USED_UP) {
            Log.warn(
                    "kernel failed too often and is not restarted: kernel=" + kernel.id() + ", policy=" + answer,
                    failure);
            kernel.control.fail(failure);
        } else {
            kernel.turns.ringIn(waitNs); // first: if the memory is full, the kernel goes on as it is
            isRestarting = true;
            goOnAtNs = nowNs + waitNs;
            kernel.life.restart();
            kernel.turns.endChildrenSoon();
        }
    }

    private void pause() {
        long nowNs = System.nanoTime();
        long waitNs = budgetOf(PAUSES).take(nowNs);
        boolean isUsedUp = waitNs == RestartBudget.USED_UP;
        if (kernel.state() == KernelState.TERMINATING && !isUsedUp) {
            return; // it has no time to lose
        }
        long pauseNs = isUsedUp ? LONGEST_PAUSE_NS : waitNs;
        kernel.turns.ringIn(pauseNs); // first: if the memory is full, the kernel does not pause
        isPausing = true;
        goOnAtNs = nowNs + pauseNs;
        kernel.life.restart();
    }

    private RestartBudget budgetOf(FailurePolicy answer) {
        Map<FailurePolicy, RestartBudget> all = budgets;
        if (all == null) {
            all = new IdentityHashMap<>();
            budgets = all;
        }
        return all.computeIfAbsent(answer, limits -> new RestartBudget(limits, ThreadLocalRandom.current()));
    }

    /** {@return whether a fresh instance is to be made} */
    boolean isRestarting() {
        return isRestarting;
    }

    /** {@return whether the kernel waits until it goes on with the instance that it has} */
    boolean isPausing() {
        return isPausing && !isRestarting;
    }

    /** {@return whether the time has come for the fresh instance, or to go on with the same} */
    boolean isDue() {
        return !isRestarting && !isPausing || System.nanoTime() - goOnAtNs >= 0;
    }

    void restarted() {
        isRestarting = false;
        restarts++; // of this thread alone
    }

    /** Ends the pause, if there is one. */
    void goOn() {
        isPausing = false;
    }

    /** The start hook or the constructor of a fresh instance threw. {@return whether there will be another one} */
    boolean startsAgainAfter(Throwable failure) {
        failures++;
        FailurePolicy answer = policy.policyFor(failure);
        if (answer.action() != FailurePolicy.Action.RESTART) {
            return false;
        }
        restart(answer, failure);
        return true;
    }

    /** A child failed, and its policy leaves the rest to the parent. Called by any thread. */
    void escalate(Throwable failure) {
        escalated.add(failure);
    }

    /** {@return whether there is a failure of a child to settle} */
    boolean isCalled() {
        return !escalated.isEmpty();
    }

    /** Settles the failures of children. */
    void settle() {
        for (Throwable failure = escalated.poll(); failure != null; failure = escalated.poll()) {
            onFailure(failure, false);
        }
    }
}
