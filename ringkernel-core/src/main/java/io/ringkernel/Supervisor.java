// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.supervision.FailurePolicy;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Does with a kernel that failed what its policy says. All but {@link #escalate} and {@link #restarts} is for the thread that
 * runs the kernel.
 */
final class Supervisor {
    private final Kernel kernel;
    private final FailurePolicy policy;
    private @Nullable Map<FailurePolicy, RestartBudget> budgets; // since the first restart

    /* What children failed with and could not settle themselves. */
    private final RareQueue<Throwable> escalated = new RareQueue<>();

    private boolean isRestarting;
    private long restartAtNs;
    private volatile long restarts;

    Supervisor(Kernel kernel, FailurePolicy policy) {
        this.kernel = kernel;
        this.policy = policy;
    }

    /** {@return how often the kernel got a fresh instance} */
    long restarts() {
        return restarts;
    }

    /** A handler threw, or a child did and nobody below took it. */
    void onFailure(Throwable failure) {
        FailurePolicy answer = policy.policyFor(failure);
        switch (answer.action()) {
            case RESUME -> {}
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
            isRestarting = true;
            restartAtNs = nowNs + waitNs;
            kernel.life.restart();
            kernel.turns.endChildrenSoon();
            kernel.turns.ringIn(waitNs);
        }
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

    /** {@return whether the time for the fresh instance has come, if one is to be made} */
    boolean isDue() {
        return !isRestarting || System.nanoTime() - restartAtNs >= 0;
    }

    void restarted() {
        isRestarting = false;
        restarts++; // of this thread alone
    }

    /** The start hook or the constructor of a fresh instance threw. {@return whether there will be another one} */
    boolean startsAgainAfter(Throwable failure) {
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
            onFailure(failure);
        }
    }
}
