// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.telemetry.KernelCounters;
import java.time.Duration;

/** The control of one incarnation of a kernel: its life, and what it counts. May be used by any thread. */
public final class KernelHandle {
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(5);

    private final Kernel kernel;

    KernelHandle(Kernel kernel) {
        this.kernel = kernel;
    }

    /** {@return the id under which the kernel was launched} */
    public String id() {
        return kernel.id();
    }

    /** {@return the state of the kernel now} */
    public KernelState state() {
        return kernel.state();
    }

    /**
     * Starts the handling of messages, those that wait already included.
     *
     * @return this handle
     * @throws KernelStateException unless the kernel is launched or deactivated
     */
    public KernelHandle activate() {
        kernel.activate();
        return this;
    }

    /**
     * Stops the handling of messages. A message in hand is finished; when this returns no handler runs, unless one of
     * them called it. Messages are still accepted, up to the capacity of the lanes, and wait.
     *
     * @return this handle
     * @throws KernelStateException unless the kernel is active
     */
    public KernelHandle deactivate() {
        kernel.deactivate();
        return this;
    }

    /**
     * Ends the kernel within 5 s; see {@link #terminate(Duration)}.
     *
     * @return number of messages that were accepted and not handled
     */
    public long terminate() {
        return terminate(DRAIN_TIMEOUT);
    }

    /**
     * Ends the kernel: no more messages are accepted, an active kernel handles those it has until the timeout, and what
     * is left is counted as undelivered, with its requesters told. Waits for the end, unless a handler of the kernel
     * itself calls it; a second call waits, too, and its timeout counts if it is over sooner. A handler that does not return in time leaves the kernel failed.
     *
     * @param timeout for handling what is in the lanes; zero to handle nothing more
     * @return number of messages that were accepted and not handled
     */
    public long terminate(Duration timeout) {
        return kernel.terminate(timeout);
    }

    /** {@return what happened to the messages of the kernel so far} */
    public KernelCounters counters() {
        return kernel.counters();
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
        return new KernelRef<>(kernel, kernel.kindOf(type), null);
    }

    @Override
    public String toString() {
        return "KernelHandle(" + kernel.id() + ", " + kernel.state() + ")";
    }
}
