// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.supervision.FailurePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one launch does otherwise than the annotation of the kernel says. Immutable. */
public final class LaunchOptions {
    /** Nothing otherwise. */
    public static final LaunchOptions DEFAULT =
            new LaunchOptions(null, null, null, null, null, UnaryOperator.identity());

    private static final int LARGEST_DEDUP_CAPACITY = 1 << 20;
    private static final Pattern KERNEL_ID = Pattern.compile("[A-Za-z0-9_./-]{1,128}");
    private static final int LONGEST_ID = 128;

    final @Nullable String id;
    private final @Nullable Instances instances;
    private final @Nullable Dedup dedup;
    private final @Nullable FailurePolicy policy;
    final @Nullable Marks marks;
    private final UnaryOperator<KernelSettings> settings;

    /** When a lane is told of, and to which kernels. */
    record Marks(int low, int high, List<String> subscribers) {}

    private record Dedup(int capacity, long ageNs) {}

    /** Where the instances come from, if not from the definition, and whether there is more than one. */
    private record Instances(Supplier<?> supplier, boolean hasMore) {}

    private LaunchOptions(
            @Nullable String id,
            @Nullable Instances instances,
            @Nullable Dedup dedup,
            @Nullable FailurePolicy policy,
            @Nullable Marks marks,
            UnaryOperator<KernelSettings> settings) {
        this.id = id;
        this.instances = instances;
        this.dedup = dedup;
        this.policy = policy;
        this.marks = marks;
        this.settings = settings;
    }

    @Nullable
    DedupWindow newDedupWindow() {
        return dedup == null ? null : new DedupWindow(dedup.capacity, dedup.ageNs);
    }

    KernelSettings apply(KernelSettings declared) {
        return settings.apply(declared);
    }

    FailurePolicy policy(KernelDefinition definition) {
        FailurePolicy named = policy != null
                ? policy
                : switch (definition.settings().onFailure()) {
                    case RESUME -> FailurePolicy.resume();
                    case RESTART -> FailurePolicy.restart();
                    case STOP -> FailurePolicy.stop();
                    case ESCALATE -> FailurePolicy.escalate();
                };
        if (named.mayRestart() && instances != null && !instances.hasMore) {
            throw new IllegalArgumentException("restart needs a fresh instance: kernel=" + definition.id() + ", policy="
                    + named + "; give LaunchOptions.instance a supplier, or let the kernel resume or stop");
        }
        return named;
    }

    boolean hasInstances() {
        return instances != null;
    }

    /**
     * What runs a kernel.
     *
     * @param dispatcher of its messages
     * @param given      by the user as its instance; null if the definition made one that nobody else knows
     */
    record Made(KernelDispatcher dispatcher, @Nullable Object given) {}

    /** Makes a dispatcher for a fresh instance of a kernel, or for the one that was given. */
    Made make(KernelDefinition definition) {
        if (instances == null) {
            return new Made(definition.newDispatcher(), null);
        }
        Object instance = instances.supplier.get();
        if (!definition.kernelType().isInstance(instance)) {
            throw new IllegalArgumentException("instance is of another class than the kernel: kernel=" + definition.id()
                    + ", expected=" + definition.kernelType().getName() + ", actual="
                    + (instance == null ? null : instance.getClass().getName()));
        }
        return new Made(definition.newDispatcher(instance), instance);
    }

    /**
     * Begins options that run a kernel which was created by the caller, for instance because its constructor takes arguments.
     * Static: called on options it loses what they say, so name the instance first. A kernel that is to be restarted after a
     * failure needs a {@linkplain #instance(Supplier) supplier} instead. While one kernel of a runtime has the instance, no
     * other can be launched with it; when that has ended, it can.
     *
     * @param kernel an instance of the class marked {@code @RingKernel}; from now on it belongs to the runtime
     * @return options with that instance
     */
    public static LaunchOptions instance(Object kernel) {
        Objects.requireNonNull(kernel, "kernel");
        return new LaunchOptions(null, new Instances(() -> kernel, false), null, null, null, UnaryOperator.identity());
    }

    /**
     * Begins options that run a kernel whose instances are created by the caller: one at the launch, and another one at each
     * restart. Static: called on options it loses what they say, so name the supplier first.
     *
     * @param supplier of instances of the class marked {@code @RingKernel}, a new one each time; called by the thread
     *     that launches, and then by the one that runs the kernel
     * @return options with those instances
     */
    public static LaunchOptions instance(Supplier<?> supplier) {
        Objects.requireNonNull(supplier, "supplier");
        return new LaunchOptions(null, new Instances(supplier, true), null, null, null, UnaryOperator.identity());
    }

    /** {@return these options with an instance that the caller created} */
    LaunchOptions with(Object kernel) {
        if (instances != null) {
            throw new IllegalArgumentException("instance is given twice, to the launch and in its options: class="
                    + kernel.getClass().getName());
        }
        return new LaunchOptions(id, new Instances(() -> kernel, false), dedup, policy, marks, settings);
    }

    /** Checks that a text is the id of a kernel, or could be. */
    static void checkId(String id) {
        Objects.requireNonNull(id, "id");
        if (!KERNEL_ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a kernel id is 1 to 128 letters, digits, '_', '-', '.' and '/': id="
                    + (id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID) + "…, length=" + id.length()));
        }
    }

    /**
     * Launches the kernel under another id, for instance as one of several of its kind.
     *
     * @param id under which it is known to the runtime, made as {@link RingKernel#id} says
     * @return options with that id
     * @throws IllegalArgumentException if it is no kernel id
     */
    public LaunchOptions as(String id) {
        checkId(id);
        return new LaunchOptions(id, instances, dedup, policy, marks, settings);
    }

    /**
     * Sets the number of slots of each lane.
     *
     * @param capacity a power of 2
     * @return options with that capacity
     * @throws IllegalArgumentException if it is none, or too large
     */
    public LaunchOptions capacity(int capacity) {
        KernelSettings.checkCapacity(capacity);
        return with(s -> new KernelSettings(
                capacity,
                s.slotLength(),
                s.backpressure(),
                s.execution(),
                s.idle(),
                s.producers(),
                s.onFailure(),
                s.reentrant()));
    }

    /**
     * Sets what a send meets when a lane of the kernel is full.
     *
     * @param policy in the place of what the kernel was declared with
     * @return options with that policy
     */
    public LaunchOptions backpressure(Backpressure policy) {
        Objects.requireNonNull(policy, "policy");
        return with(s -> new KernelSettings(
                s.capacity(),
                s.slotLength(),
                policy,
                s.execution(),
                s.idle(),
                s.producers(),
                s.onFailure(),
                s.reentrant()));
    }

    /**
     * Runs the kernel on a thread of its own.
     *
     * @param idle how the thread waits for messages
     * @return options with that execution
     */
    public LaunchOptions dedicated(Idle idle) {
        Objects.requireNonNull(idle, "idle");
        return with(s -> new KernelSettings(
                s.capacity(),
                s.slotLength(),
                s.backpressure(),
                Execution.DEDICATED,
                idle,
                s.producers(),
                s.onFailure(),
                s.reentrant()));
    }

    /**
     * Runs the kernel in coroutines, which may wait: virtual threads on JDK 21 and later.
     *
     * @return options with that execution
     */
    public LaunchOptions coroutine() {
        return with(s -> new KernelSettings(
                s.capacity(),
                s.slotLength(),
                s.backpressure(),
                Execution.COROUTINE,
                s.idle(),
                s.producers(),
                s.onFailure(),
                s.reentrant()));
    }

    /**
     * Says whether the kernel handles other messages while a handler waits; see {@link RingKernel#reentrant}. The launch
     * fails if it is to, and does not run in coroutines.
     *
     * @param reentrant whether it does
     * @return options with that choice
     */
    public LaunchOptions reentrant(boolean reentrant) {
        return with(s -> new KernelSettings(
                s.capacity(),
                s.slotLength(),
                s.backpressure(),
                s.execution(),
                s.idle(),
                s.producers(),
                s.onFailure(),
                reentrant));
    }

    /**
     * Lets the kernel remember the ids of messages it handled, and not handle another of the same id. This is about messages
     * that got their id from their sender, with {@link SendOptions#messageId} or a {@code @MessageId} component: the ids that
     * the runtime gives are never the same. A message whose handler threw may come again. The window survives restarts.
     *
     * @param capacity most ids that are remembered, 1 to 1,048,576; of more, the oldest is forgotten. Takes 32 bytes each
     * @param age      after which an id is forgotten, positive
     * @return options with that window
     * @throws IllegalArgumentException if one of them is out of range
     */
    public LaunchOptions dedup(int capacity, Duration age) {
        if (capacity < 1 || capacity > LARGEST_DEDUP_CAPACITY) {
            throw new IllegalArgumentException(
                    "dedup capacity must be 1 to " + LARGEST_DEDUP_CAPACITY + ": capacity=" + capacity);
        }
        if (Objects.requireNonNull(age, "age").isNegative() || age.isZero()) {
            throw new IllegalArgumentException("dedup age must be positive: age=" + age);
        }
        return new LaunchOptions(id, instances, new Dedup(capacity, Nanos.of(age)), policy, marks, settings);
    }

    /**
     * Says what becomes of the kernel when a handler throws.
     *
     * @param policy in the place of what the kernel was declared with
     * @return options with that policy
     */
    public LaunchOptions onFailure(FailurePolicy policy) {
        return new LaunchOptions(id, instances, dedup, Objects.requireNonNull(policy, "policy"), marks, settings);
    }

    /**
     * Has kernels told when a lane of this one fills, and when it has emptied again: a {@link LaneMark} when {@code high}
     * messages wait in it, and another when no more than {@code low} do after that. The sender of the message with which the
     * lane comes up to the mark tells; that it has come down is told as soon as its kernel gives slots back: after 64 messages or a
     * sixteenth of the lane, or when it has handled all. In between a send compares a number more, and looks where the
     * kernel is once in as many messages as are missing to the mark. See {@link KernelHandle#addMarkListener}, too.
     *
     * @param low         0 or more
     * @param high        more than {@code low}; a mark above the capacity of the lane is never reached
     * @param subscribers ids of kernels that handle {@link LaneMark}; one that is not launched then misses it
     * @return options with those marks
     * @throws IllegalArgumentException if the marks are out of range
     */
    public LaunchOptions marks(int low, int high, String... subscribers) {
        Objects.requireNonNull(subscribers, "subscribers");
        if (low < 0 || high <= low) {
            throw new IllegalArgumentException(
                    "marks must be 0 or more, the high one above the low one: low=" + low + ", high=" + high);
        }
        return new LaunchOptions(id, instances, dedup, policy, new Marks(low, high, List.of(subscribers)), settings);
    }

    private LaunchOptions with(UnaryOperator<KernelSettings> change) {
        return new LaunchOptions(id, instances, dedup, policy, marks, s -> change.apply(settings.apply(s)));
    }
}
