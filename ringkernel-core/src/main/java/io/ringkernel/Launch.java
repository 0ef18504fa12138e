// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Execution;
import io.ringkernel.supervision.FailurePolicy;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One launch of a kernel. A pooled kernel without hooks and without a parent is no more than this until it is needed, most of all by
 * whoever sends to it: a hundred thousand that nobody has sent to yet take little memory. May be used by any thread.
 */
final class Launch {
    final KernelRuntime runtime;
    final String id;
    final int number;
    private final MessageKinds.Table table;
    private final LaunchOptions options;

    /* What the kernel is made of; guarded by this, and taken when it is made. */
    private @Nullable KernelDispatcher dispatcher;
    private @Nullable Object given;

    private volatile KernelState unused =
            KernelState.LAUNCHED; // the state while there is no kernel; written under the monitor
    private volatile @Nullable Kernel kernel; // written once, under the monitor

    /**
     * Creates a launch that has not begun; refuses one whose kernel could not be restarted as its policy says.
     *
     * @param runtime    of the kernel
     * @param id         under which it is known
     * @param number     under which it is known
     * @param definition of the kernel
     * @param options    of this launch
     * @param made       for it
     */
    Launch(
            KernelRuntime runtime,
            String id,
            int number,
            KernelDefinition definition,
            LaunchOptions options,
            LaunchOptions.Made made) {
        options.policy(definition);
        this.runtime = runtime;
        this.id = id;
        this.number = number;
        this.table = runtime.table(definition);
        this.options = options.kept();
        this.dispatcher = made.dispatcher();
        this.given = made.given();
    }

    /** Begins. Its instance is that of no other kernel; its parent takes the kernel in, or refuses it, and then it was never there. */
    synchronized void begin(@Nullable Kernel parent) {
        Object instance = given;
        if (instance != null) {
            runtime.instances.take(instance, this);
        }
        boolean hasBegun = false;
        try {
            if (parent != null || !mayWait()) {
                Kernel made = new Kernel(this, parent);
                kernel = made; // its thread may ask for it
                made.start(KernelState.LAUNCHED);
            }
            hasBegun = true;
        } finally {
            if (!hasBegun && instance != null) {
                runtime.instances.giveBack(instance, this); // the kernel may have taken the field
            }
        }
    }

    /* Whether it does nothing before its first message, and would be made without an error. */
    private boolean mayWait() {
        KernelSettings wanted = settings();
        return wanted.execution() == Execution.POOLED
                && !wanted.reentrant()
                && options.thread == null
                && !(dispatcher instanceof KernelLoop)
                && !KernelInstance.hasHooks(Objects.requireNonNull(dispatcher, "dispatcher"));
    }

    /** {@return the kernel, which is made if nobody has needed it yet} */
    Kernel kernel() {
        Kernel made = kernel;
        return made == null ? make() : made;
    }

    private synchronized Kernel make() {
        Kernel made = kernel;
        if (made == null) {
            made = new Kernel(this, null);
            made.start(unused);
            kernel = made;
        }
        return made;
    }

    /** {@return the kernel, or null if nobody has needed it yet} */
    @Nullable
    Kernel existing() {
        return kernel;
    }

    KernelState state() {
        KernelState before = unused; // before it is looked whether there is a kernel, which may know better
        Kernel made = kernel;
        return made == null ? before : made.state();
    }

    /** Lets messages be handled; see {@link KernelControl#activate}. */
    void activate(Duration timeout) {
        Nanos.ofTimeout(timeout);
        if (!activateUnused()) {
            kernel().control.activate(timeout);
        }
    }

    private synchronized boolean activateUnused() {
        if (kernel != null || unused != KernelState.LAUNCHED) {
            return false;
        }
        unused = KernelState.ACTIVE;
        return true;
    }

    /** Ends the kernel; see {@link KernelControl#terminate}. {@return how many messages were left unhandled} */
    long terminate(Duration timeout) {
        Nanos.ofTimeout(timeout);
        return endUnused() ? 0 : kernel().control.terminate(timeout);
    }

    /** Ends it, if nobody has needed it. {@return whether that was so} */
    boolean endUnused() {
        synchronized (this) {
            if (kernel != null || unused.isEnded()) {
                return false;
            }
            unused = KernelState.TERMINATED;
            giveInstanceBack();
        }
        runtime.forget(this);
        return true;
    }

    private void giveInstanceBack() {
        Object instance = given;
        if (instance != null) {
            runtime.instances.giveBack(instance, this);
        }
    }

    // ---- what the kernel is made of

    /** Takes what runs the kernel first. Called once. */
    LaunchOptions.Made takeMade() {
        LaunchOptions.Made made = new LaunchOptions.Made(Objects.requireNonNull(dispatcher, "dispatcher"), given);
        dispatcher = null; // or the instance would be kept for as long as the launch is known, whatever takes its place
        given = null;
        return made;
    }

    /** Makes what runs the kernel after a restart. */
    LaunchOptions.Made makeAnother() {
        return options.make(table.definition);
    }

    LaunchOptions options() {
        return options;
    }

    KernelSettings settings() {
        return options.apply(table.settings);
    }

    FailurePolicy policy() {
        return options.policy(table.definition);
    }

    MessageKinds kinds() {
        return new MessageKinds(id, table);
    }
}
