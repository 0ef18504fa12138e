// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.RingKernel;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one launch does otherwise than the annotation of the kernel says. Immutable. */
public final class LaunchOptions {
    /** Nothing otherwise. */
    public static final LaunchOptions DEFAULT = new LaunchOptions(null, null, UnaryOperator.identity());

    private static final Pattern KERNEL_ID = Pattern.compile("[A-Za-z0-9_./-]{1,128}");

    final @Nullable String id;
    final @Nullable Object instance;
    private final UnaryOperator<KernelSettings> settings;

    private LaunchOptions(@Nullable String id, @Nullable Object instance, UnaryOperator<KernelSettings> settings) {
        this.id = id;
        this.instance = instance;
        this.settings = settings;
    }

    KernelSettings apply(KernelSettings declared) {
        return settings.apply(declared);
    }

    /**
     * Runs a kernel that was created by the caller, for instance because its constructor takes arguments.
     *
     * @param kernel an instance of the class marked {@code @RingKernel}; from now on it belongs to the runtime
     * @return options with that instance
     */
    public static LaunchOptions instance(Object kernel) {
        return new LaunchOptions(null, Objects.requireNonNull(kernel, "kernel"), UnaryOperator.identity());
    }

    /**
     * Launches the kernel under another id, for instance as one of several of its kind.
     *
     * @param id under which it is known to the runtime, made as {@link RingKernel#id} says
     * @return options with that id
     * @throws IllegalArgumentException if it is no kernel id
     */
    public LaunchOptions as(String id) {
        if (!KERNEL_ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "a kernel id is 1 to 128 letters, digits, '_', '-', '.' and '/': id=" + id);
        }
        return new LaunchOptions(id, instance, settings);
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
        return with(s ->
                new KernelSettings(capacity, s.slotLength(), s.backpressure(), s.execution(), s.idle(), s.producers()));
    }

    /**
     * Sets what a send meets when a lane of the kernel is full.
     *
     * @param policy in the place of what the kernel was declared with
     * @return options with that policy
     */
    public LaunchOptions backpressure(Backpressure policy) {
        Objects.requireNonNull(policy, "policy");
        return with(
                s -> new KernelSettings(s.capacity(), s.slotLength(), policy, s.execution(), s.idle(), s.producers()));
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
                s.capacity(), s.slotLength(), s.backpressure(), Execution.DEDICATED, idle, s.producers()));
    }

    private LaunchOptions with(UnaryOperator<KernelSettings> change) {
        return new LaunchOptions(id, instance, s -> change.apply(settings.apply(s)));
    }
}
