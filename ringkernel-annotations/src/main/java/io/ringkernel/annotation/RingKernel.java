// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class with {@link Handles} methods, or a single static method, as a kernel: an object that owns a ring of
 * messages and handles them one at a time.
 *
 * <p>A class needs a constructor without arguments to be launched by its id alone; otherwise the instance is given at
 * launch. It may have a method each that is called before the first message and after the last, {@link OnStart} and {@link
 * OnStop}. A method that is a kernel takes one message, and what else a {@link Handles} method may take.
 *
 * <p>A method that takes the {@code KernelContext} alone receives its messages by itself, in a loop on a thread of its own:
 *
 * <pre>{@code
 * @RingKernel(id = "tail", receives = Line.class)
 * static void run(KernelContext context) {
 *     while (!context.shouldTerminate()) {
 *         context.receive(Line.class, Duration.ofMillis(100)).ifPresent(line -> context.emit(new Seen(line.number())));
 *     }
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RingKernel {
    /** The most slots a lane can have. */
    int LARGEST_CAPACITY = 1 << 20;

    /** The longest slot that can be set, in bytes. */
    int LONGEST_SLOT = 1 << 16;

    /** The value of {@link #slotLength} that asks the runtime to choose. */
    int FITTING = 0;

    /** The longest slot that is chosen for what may be long and may be short, in bytes. */
    int LONGEST_FITTING_SLOT = 256;

    /**
     * Names the kernel; what {@code runtime.launch} and {@code runtime.send} take.
     *
     * @return letters, digits, {@code _}, {@code -}, {@code .} and {@code /}; at most 128 of them
     */
    String id();

    /**
     * Number of slots of each lane.
     *
     * @return a power of 2 from 1 to {@link #LARGEST_CAPACITY}
     */
    int capacity() default 1024;

    /**
     * Length of a slot in bytes, header included. A message that does not fit travels through a payload buffer by
     * itself.
     *
     * @return a multiple of 64 up to {@link #LONGEST_SLOT}; {@link #FITTING} for one with room for the fixed fields of
     *     each message that the kernel handles, and for the largest of them as far as that fits
     *     {@link #LONGEST_FITTING_SLOT}
     */
    int slotLength() default FITTING;

    /**
     * What a sender meets when a lane is full.
     *
     * @return the policy of every send that does not name its own
     */
    Backpressure backpressure() default Backpressure.BLOCK;

    /**
     * What a method receives that takes the {@code KernelContext} alone. Handlers say it themselves.
     *
     * @return records marked {@link Message}, or sealed interfaces of such records
     */
    Class<?>[] receives() default {};

    /**
     * Where the kernel runs; a loop always has a thread of its own, a virtual one if it is to run in coroutines.
     *
     * @return pooled, on a thread of its own, or in coroutines
     */
    Execution execution() default Execution.POOLED;

    /**
     * Whether the kernel handles other messages while a handler waits: for the answer to a call, for time, for room or for
     * another coroutine. Still one of them runs at a time; but what a handler has read of the state of its kernel may be
     * different after each wait. For {@link Execution#COROUTINE} alone.
     *
     * @return whether it does; by default a handler that waits keeps its kernel
     */
    boolean reentrant() default false;

    /**
     * How a {@link Execution#DEDICATED} kernel waits for messages; without meaning for others.
     *
     * @return the strategy
     */
    Idle idle() default Idle.PARKING;

    /**
     * Who sends to the kernel.
     *
     * @return {@link Producers#MULTI} unless it is certain that all messages come from one thread
     */
    Producers producers() default Producers.MULTI;

    /**
     * What becomes of the kernel when a handler throws. Launch options can say more: other limits, and rules for kinds of
     * failures.
     *
     * @return the policy
     */
    OnFailure onFailure() default OnFailure.RESUME;
}
