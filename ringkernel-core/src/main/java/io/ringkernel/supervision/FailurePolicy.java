// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.supervision;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What becomes of a kernel when one of its handlers throws. The message in hand is never handled again: it is counted as
 * failed, becomes a dead letter, and who requested it is told, whatever the policy says. Immutable.
 *
 * <pre>{@code
 * FailurePolicy.restart(5, Duration.ofMinutes(1), Duration.ofMillis(100), Duration.ofSeconds(10))
 *         .on(IllegalArgumentException.class, FailurePolicy.resume())
 *         .on(ConfigurationException.class, FailurePolicy.stop())
 * }</pre>
 *
 * <p>A rule for a class counts for its subclasses, too; of several the nearest one. Two kinds of errors are not left to the
 * policy unless a rule names them, or a superclass of theirs below {@link Error}: a {@link LinkageError} would meet a fresh
 * instance as well, so a kernel that would restart for one is stopped; and after a {@link VirtualMachineError} other than
 * {@link StackOverflowError} and {@link OutOfMemoryError} the machine itself is broken, so the kernel is stopped
 * unless it escalates.
 */
public final class FailurePolicy {
    /** The most restarts that a window can have. */
    public static final int LARGEST_BUDGET = 10_000;

    private static final Duration NONE = Duration.ZERO;
    private static final FailurePolicy RESUME = plain(Action.RESUME);
    private static final FailurePolicy STOP = plain(Action.STOP);
    private static final FailurePolicy ESCALATE = plain(Action.ESCALATE);
    private static final FailurePolicy RESTART =
            restart(10, Duration.ofMinutes(1), Duration.ofMillis(100), Duration.ofSeconds(10));

    /** What is done. */
    public enum Action {
        /** The kernel goes on with the next message, its state as the handler left it. */
        RESUME,
        /** The kernel goes on with a fresh instance, after a while. */
        RESTART,
        /** The kernel fails. */
        STOP,
        /** The kernel fails, and so does the one that launched it, whose policy says what becomes of that. */
        ESCALATE
    }

    private final Action action;
    private final int mostRestarts;
    private final Duration window;
    private final Duration leastBackoff;
    private final Duration mostBackoff;
    private final Map<Class<? extends Throwable>, FailurePolicy> rules;

    private FailurePolicy(
            Action action,
            int mostRestarts,
            Duration window,
            Duration leastBackoff,
            Duration mostBackoff,
            Map<Class<? extends Throwable>, FailurePolicy> rules) {
        this.action = action;
        this.mostRestarts = mostRestarts;
        this.window = window;
        this.leastBackoff = leastBackoff;
        this.mostBackoff = mostBackoff;
        this.rules = rules;
    }

    private static FailurePolicy plain(Action action) {
        return new FailurePolicy(action, 0, NONE, NONE, NONE, Map.of());
    }

    /** {@return the policy to go on with the next message, the default} */
    public static FailurePolicy resume() {
        return RESUME;
    }

    /** {@return the policy to fail} */
    public static FailurePolicy stop() {
        return STOP;
    }

    /** {@return the policy to fail, and to have the kernel that launched this one fail; without one it is {@link #stop}} */
    public static FailurePolicy escalate() {
        return ESCALATE;
    }

    /** {@return the policy to restart, 10 times a minute at the most, after 100 ms at least and 10 s at the most} */
    public static FailurePolicy restart() {
        return RESTART;
    }

    /**
     * Makes a policy to go on with a fresh instance. Messages are accepted meanwhile, and wait. The wait before a restart
     * is twice as long with each restart in the window, up to a limit, and a random part of it is left out, so that kernels
     * that failed together do not return together.
     *
     * @param most         restarts in the window, 1 to {@link #LARGEST_BUDGET}; at the next failure the kernel fails
     * @param window       of time in which they are counted, positive
     * @param leastBackoff least time before a restart, not negative
     * @param mostBackoff  most time before a restart, not less
     * @return the policy
     * @throws IllegalArgumentException if one of them is out of range
     */
    public static FailurePolicy restart(int most, Duration window, Duration leastBackoff, Duration mostBackoff) {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(leastBackoff, "leastBackoff");
        Objects.requireNonNull(mostBackoff, "mostBackoff");
        if (most < 1 || most > LARGEST_BUDGET) {
            throw new IllegalArgumentException("restarts must be 1 to " + LARGEST_BUDGET + ": restarts=" + most);
        }
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("window of restarts must be positive: window=" + window);
        }
        if (leastBackoff.isNegative() || mostBackoff.compareTo(leastBackoff) < 0) {
            throw new IllegalArgumentException("back-off must not be negative, nor the most less than the least: least="
                    + leastBackoff + ", most=" + mostBackoff);
        }
        return new FailurePolicy(Action.RESTART, most, window, leastBackoff, mostBackoff, Map.of());
    }

    /**
     * Adds a rule for one kind of failure.
     *
     * @param failure class of what was thrown, or a superclass
     * @param policy  for it, without rules of its own; it has a budget of restarts of its own
     * @return the policy with that rule, in the place of an earlier one for the class
     * @throws IllegalArgumentException if {@code policy} has rules
     */
    public FailurePolicy on(Class<? extends Throwable> failure, FailurePolicy policy) {
        Objects.requireNonNull(failure, "failure");
        if (!Objects.requireNonNull(policy, "policy").rules.isEmpty()) {
            throw new IllegalArgumentException("policy of a rule must not have rules: failure=" + failure.getName()
                    + ", rules=" + policy.rules.size());
        }
        Map<Class<? extends Throwable>, FailurePolicy> more = new HashMap<>(rules);
        more.put(failure, policy.alone());
        return new FailurePolicy(action, mostRestarts, window, leastBackoff, mostBackoff, Map.copyOf(more));
    }

    /* A budget belongs to the object: one policy that is given to two rules has two. */
    private FailurePolicy alone() {
        return action == Action.RESTART
                ? new FailurePolicy(action, mostRestarts, window, leastBackoff, mostBackoff, rules)
                : this;
    }

    /**
     * Finds what this policy says about a failure.
     *
     * @param failure that was thrown
     * @return the policy of the nearest rule, or else this one; look at its {@link #action}, not at its rules
     */
    public FailurePolicy policyFor(Throwable failure) {
        for (Class<?> type = Objects.requireNonNull(failure, "failure").getClass();
                isNarrow(type);
                type = type.getSuperclass()) {
            FailurePolicy rule = rules.get(type);
            if (rule != null) {
                return rule;
            }
        }
        FailurePolicy broad = failure instanceof Error && rules.containsKey(Error.class)
                ? rules.get(Error.class)
                : rules.getOrDefault(Throwable.class, this);
        return isBeyond(broad.action, failure) ? STOP : broad;
    }

    /* A rule for all errors, or for all there is, does not name one: it is looked at after the others. */
    private static boolean isNarrow(Class<?> type) {
        return type != Error.class && type != Throwable.class;
    }

    private static boolean isBeyond(Action action, Throwable failure) {
        return action == Action.RESTART && failure instanceof LinkageError
                || action != Action.ESCALATE && isBroken(failure);
    }

    private static boolean isBroken(Throwable failure) {
        return failure instanceof VirtualMachineError
                && !(failure instanceof StackOverflowError)
                && !(failure instanceof OutOfMemoryError);
    }

    /** {@return whether a kernel with this policy may need a fresh instance} */
    public boolean mayRestart() {
        return action == Action.RESTART
                || !rules.isEmpty() && rules.values().stream().anyMatch(FailurePolicy::mayRestart);
    }

    /** {@return what is done} */
    public Action action() {
        return action;
    }

    /** {@return the most restarts in the window; 0 unless it restarts} */
    public int mostRestarts() {
        return mostRestarts;
    }

    /** {@return the time in which restarts are counted} */
    public Duration window() {
        return window;
    }

    /** {@return the least time before a restart} */
    public Duration leastBackoff() {
        return leastBackoff;
    }

    /** {@return the most time before a restart} */
    public Duration mostBackoff() {
        return mostBackoff;
    }

    @Override
    public String toString() {
        String limits = action == Action.RESTART
                ? "(most=" + mostRestarts + ", window=" + window + ", backoff=" + leastBackoff + " to " + mostBackoff
                        + ")"
                : "";
        return action + limits + (rules.isEmpty() ? "" : " except " + rules);
    }
}
