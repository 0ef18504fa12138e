// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.telemetry.KernelCounters;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The control of one incarnation of a kernel: its life, and what it counts. May be used by any thread. */
public final class KernelHandle {
    private static final Duration WAIT = Duration.ofSeconds(5);

    final Launch launch;

    KernelHandle(Launch launch) {
        this.launch = launch;
    }

    /** {@return the id under which the kernel was launched} */
    public String id() {
        return launch.id;
    }

    /** {@return the state of the kernel now} */
    public KernelState state() {
        return launch.state();
    }

    /** {@return why the kernel failed; empty if it did not} */
    public Optional<Throwable> failure() {
        Kernel kernel = launch.existing();
        return Optional.ofNullable(kernel == null ? null : kernel.life.failure());
    }

    /**
     * Counts how often the kernel failed and its policy was asked: over a message, or without one, as a loop that throws while it
     * receives nothing, a continuation, a deferred or forked task, a hook of a fresh instance, or a child that escalates.
     *
     * @return how often, since the launch
     */
    public long failures() {
        Kernel kernel = launch.existing();
        return kernel == null ? 0 : kernel.supervisor.failures();
    }

    /** {@return how often the kernel was restarted after a failure} */
    public long restarts() {
        Kernel kernel = launch.existing();
        return kernel == null ? 0 : kernel.supervisor.restarts();
    }

    /**
     * Starts the handling of messages, and waits up to 5 s for the start hook; see {@link #activate(Duration)}.
     *
     * @return this handle
     */
    public KernelHandle activate() {
        return activate(WAIT);
    }

    /**
     * Starts the handling of messages, those that wait already included. A kernel with a start hook runs it first, on
     * the thread that is to handle the messages, and this waits for it. Without hooks nothing is waited for.
     *
     * @param timeout for the start hook
     * @return this handle
     * @throws KernelStateException unless the kernel is launched or deactivated; if the start hook threw, which is the
     *     cause and has ended the kernel; if the start hook waits for the calling handler
     * @throws KernelTimeoutException if the start hook has not returned in time; it goes on
     */
    public KernelHandle activate(Duration timeout) {
        launch.activate(timeout);
        return this;
    }

    /**
     * Stops the handling of messages, and waits up to 5 s for the one in hand; see {@link #deactivate(Duration)}.
     *
     * @return this handle
     */
    public KernelHandle deactivate() {
        return deactivate(WAIT);
    }

    /**
     * Stops the handling of messages. A message in hand is finished; when this returns no handler runs, unless one of
     * them called it. Messages are still accepted, up to the capacity of the lanes, and wait.
     *
     * @param timeout for the message in hand
     * @return this handle
     * @throws KernelStateException unless the kernel is active or starting; if its handler waits for the calling one,
     *     in which case the kernel is deactivated as soon as that returns
     * @throws KernelTimeoutException if the handler has not returned in time; the kernel is deactivated as soon as it
     *     does
     */
    public KernelHandle deactivate(Duration timeout) {
        launch.kernel().control.deactivate(timeout);
        return this;
    }

    /**
     * Ends the kernel within 5 s; see {@link #terminate(Duration)}.
     *
     * @return number of messages that were accepted and not handled; of a kernel that was given up those are counted when its
     *     handler returns
     */
    public long terminate() {
        return terminate(WAIT);
    }

    /**
     * Ends the kernel: no more messages are accepted, an active kernel handles those it has until the timeout, and what
     * is left is counted as undelivered, with its requesters told. Waits for the end, unless a handler calls it that the
     * kernel cannot end without: one of its own, or one that its handler waits for. A second call waits, too, and its
     * timeout counts if it is over sooner. A handler or a stop hook that does not return in time, or 250 ms after it,
     * leaves the kernel failed.
     *
     * @param timeout for handling what is in the lanes; zero to handle nothing more
     * @return number of messages that were accepted and not handled; of a kernel that was given up those are counted when its
     *     handler returns
     */
    public long terminate(Duration timeout) {
        return launch.terminate(timeout);
    }

    /**
     * Waits until the kernel comes to a state.
     *
     * @param state   to wait for; if the kernel passes by, that counts, too
     * @param timeout how long to wait
     * @return this handle
     * @throws KernelStateException if it cannot get there any more, with the failure of the kernel as the cause; if it
     *     would have to get there while the calling handler waits
     * @throws KernelTimeoutException if it has not got there in time
     */
    public KernelHandle await(KernelState state, Duration timeout) {
        await(Set.of(Objects.requireNonNull(state, "state")), timeout);
        return this;
    }

    /**
     * Waits until the kernel comes to one of some states.
     *
     * @param states  to wait for, one or more; if the kernel passes by, that counts, too
     * @param timeout how long to wait
     * @return the state it came to
     * @throws IllegalArgumentException if {@code states} is empty
     * @throws KernelStateException if it cannot get there any more, with the failure of the kernel as the cause; if it
     *     would have to get there while the calling handler waits
     * @throws KernelTimeoutException if it has not got there in time
     */
    public KernelState await(Set<KernelState> states, Duration timeout) {
        Nanos.ofTimeout(timeout);
        if (Objects.requireNonNull(states, "states").isEmpty()) {
            throw new IllegalArgumentException("there must be a state to wait for: states=[]");
        }
        return launch.kernel().control.await(states, timeout);
    }

    /**
     * Has a listener told of each step from now on; see {@link KernelListener}.
     *
     * @param listener to call
     * @return this handle
     */
    public KernelHandle addListener(KernelListener listener) {
        launch.kernel().addListener(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Has a listener told of no more steps. It may still be called for those that were made before.
     *
     * @param listener that was added; any other is not missed
     * @return this handle
     */
    public KernelHandle removeListener(KernelListener listener) {
        launch.kernel().removeListener(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Has a listener told of the {@linkplain LaunchOptions#marks marks} of each lane from now on, one after the other, on a
     * thread of the runtime that is there for that.
     *
     * @param listener to call; what it throws is logged
     * @return this handle
     */
    public KernelHandle addMarkListener(Consumer<LaneMark> listener) {
        launch.kernel().addMarkListener(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /** {@return what happened to the messages of the kernel so far} */
    public KernelCounters counters() {
        Kernel kernel = launch.existing();
        return kernel == null ? KernelCounters.NONE : kernel.counters();
    }

    /**
     * Makes a reference to this incarnation of the kernel.
     *
     * @param <T>  type of the messages
     * @param type of the messages
     * @return a reference
     * @throws UnhandledMessageException if the kernel has no handler for them
     */
    public <T> KernelRef<T> ref(Class<T> type) {
        Kernel kernel = launch.kernel();
        return new KernelRef<>(kernel, kernel.kinds.kindOf(Objects.requireNonNull(type, "type")), null);
    }

    @Override
    public String toString() {
        return "KernelHandle(" + launch.id + ", " + launch.state() + ")";
    }
}
