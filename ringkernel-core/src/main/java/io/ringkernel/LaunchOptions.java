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
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one launch does otherwise than the annotation of the kernel says. Immutable. */
public final class LaunchOptions {
    /** Nothing otherwise. */
    public static final LaunchOptions DEFAULT = new LaunchOptions(new Draft());

    private static final int LARGEST_DEDUP_CAPACITY = 1 << 20;
    private static final int LONGEST_NAME = 128;

    /* The names of threads that are of no kernel, see docs/architecture.md. */
    private static final Pattern OF_RUNTIME = Pattern.compile("(worker|coroutine)-[0-9]+|timer|callback|events");

    final @Nullable String id;

    /* Where instances come from, if not from the definition: there is this one, or a new one each time. */
    private final @Nullable Object given;
    private final @Nullable Supplier<?> supplier;

    private final @Nullable Dedup dedup;
    private final @Nullable FailurePolicy policy;
    final @Nullable Marks marks;

    /** The name of the thread that the kernel shares with others, if it is dedicated and does. */
    final @Nullable String thread;

    private final UnaryOperator<KernelSettings> settings;

    /** When a lane is told of, and to which kernels. */
    record Marks(int low, int high, List<String> subscribers) {}

    private record Dedup(int capacity, long ageNs) {}

    /** The values of options that are yet to be. */
    private static final class Draft {
        private @Nullable String id;
        private @Nullable Object given;
        private @Nullable Supplier<?> supplier;
        private @Nullable Dedup dedup;
        private @Nullable FailurePolicy policy;
        private @Nullable Marks marks;
        private @Nullable String thread;
        private UnaryOperator<KernelSettings> settings = UnaryOperator.identity();
    }

    private LaunchOptions(Draft draft) {
        this.id = draft.id;
        this.given = draft.given;
        this.supplier = draft.supplier;
        this.dedup = draft.dedup;
        this.policy = draft.policy;
        this.marks = draft.marks;
        this.thread = draft.thread;
        this.settings = draft.settings;
    }

    private LaunchOptions with(Consumer<Draft> change) {
        Draft draft = new Draft();
        draft.id = id;
        draft.given = given;
        draft.supplier = supplier;
        draft.dedup = dedup;
        draft.policy = policy;
        draft.marks = marks;
        draft.thread = thread;
        draft.settings = settings;
        change.accept(draft);
        return new LaunchOptions(draft);
    }

    private LaunchOptions set(UnaryOperator<KernelSettings> change) {
        return with(to -> to.settings = s -> change.apply(settings.apply(s)));
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
        if (named.mayRestart() && given != null) {
            throw new IllegalArgumentException("restart needs a fresh instance: kernel=" + definition.id() + ", policy="
                    + named + "; give LaunchOptions.instance a supplier, or let the kernel resume or stop");
        }
        return named;
    }

    /** {@return what is needed after the launch: not the id, nor the one instance; often no more than all launches share} */
    LaunchOptions kept() {
        boolean isPlain = supplier == null
                && dedup == null
                && policy == null
                && marks == null
                && thread == null
                && settings == DEFAULT.settings;
        return isPlain ? DEFAULT : this;
    }

    boolean hasInstances() {
        return given != null || supplier != null;
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
        if (!hasInstances()) {
            return new Made(definition.newDispatcher(), null);
        }
        Object instance = supplier == null ? given : supplier.get();
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
        return DEFAULT.with(to -> to.given = kernel);
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
        return DEFAULT.with(to -> to.supplier = supplier);
    }

    /** {@return these options with an instance that the caller created} */
    LaunchOptions with(Object kernel) {
        if (hasInstances()) {
            throw new IllegalArgumentException("instance is given twice, to the launch and in its options: class="
                    + kernel.getClass().getName());
        }
        return with(to -> to.given = kernel);
    }

    /** Checks that a text is the id of a kernel, or could be. */
    static void checkId(String id) {
        Objects.requireNonNull(id, "id");
        if (!isName(id)) {
            throw new IllegalArgumentException(
                    "a kernel id is 1 to 128 letters, digits, '_', '-', '.' and '/': id=" + shortened(id));
        }
    }

    private static boolean isName(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (!isOfName(text.charAt(i))) {
                return false;
            }
        }
        return length >= 1 && length <= LONGEST_NAME;
    }

    private static boolean isOfName(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '-' && c <= '9'
                || c == '_'; // '-', '.', '/', digits
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…, length=" + name.length();
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
        return with(to -> to.id = id);
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
        return set(s -> new KernelSettings(
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
        return set(s -> new KernelSettings(
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
        return dedicatedTo(idle, null);
    }

    /**
     * Runs the kernel on a dedicated thread that it shares with all kernels of the runtime that are launched with the same name: for
     * instance on the one core that may spin. They have their turns one after the other, each of 64 messages and of {@link
     * RuntimeOptions#turnTime} at most; a handler that waits, or takes long, holds up all of them. A request from one to another
     * cannot be waited for, which {@code call} says with a {@link RequestCycleException}: use {@link
     * KernelContext#request}. The thread is started for the first of them, and ends with the last. The launch fails if the
     * thread is there and idles in another way, or the kernel receives by itself.
     *
     * @param idle   how the thread waits for messages
     * @param thread name of the thread, made as a kernel id; the name of the Java thread is {@code ringkernel-} and this
     * @return options with that execution
     * @throws IllegalArgumentException if it is no name, or that of a thread which the runtime may have itself, as {@code worker-1}
     */
    public LaunchOptions dedicated(Idle idle, String thread) {
        Objects.requireNonNull(thread, "thread");
        if (!isName(thread)) {
            throw new IllegalArgumentException(
                    "a thread name is 1 to 128 letters, digits, '_', '-', '.' and '/': thread=" + shortened(thread));
        }
        if (OF_RUNTIME.matcher(thread).matches()) {
            throw new IllegalArgumentException(
                    "a thread of the runtime has this name: thread=" + thread + "; choose another name");
        }
        return dedicatedTo(idle, thread);
    }

    private LaunchOptions dedicatedTo(Idle idle, @Nullable String thread) {
        Objects.requireNonNull(idle, "idle");
        return set(s -> new KernelSettings(
                        s.capacity(),
                        s.slotLength(),
                        s.backpressure(),
                        Execution.DEDICATED,
                        idle,
                        s.producers(),
                        s.onFailure(),
                        s.reentrant()))
                .with(to -> to.thread = thread);
    }

    /**
     * Runs the kernel in coroutines, which may wait: virtual threads on JDK 21 and later.
     *
     * @return options with that execution
     */
    public LaunchOptions coroutine() {
        return set(s -> new KernelSettings(
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
        return set(s -> new KernelSettings(
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
        return with(to -> to.dedup = new Dedup(capacity, Nanos.of(age)));
    }

    /**
     * Says what becomes of the kernel when a handler throws.
     *
     * @param policy in the place of what the kernel was declared with
     * @return options with that policy
     */
    public LaunchOptions onFailure(FailurePolicy policy) {
        Objects.requireNonNull(policy, "policy");
        return with(to -> to.policy = policy);
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
        Marks given = new Marks(low, high, List.of(subscribers));
        return with(to -> to.marks = given);
    }
}
