// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import org.jspecify.annotations.Nullable;

/**
 * The object that handles the messages of a kernel, from its start hook to its stop hook, and the next one after a restart.
 * Used by the thread that runs the kernel.
 */
final class KernelInstance {
    private final Kernel kernel;
    private KernelDispatcher dispatcher;
    private @Nullable Object given;
    private boolean started;

    KernelInstance(Kernel kernel, LaunchOptions.Made first) {
        this.kernel = kernel;
        this.dispatcher = first.dispatcher();
        this.given = first.given();
    }

    private void take(@Nullable Object object) {
        if (object != null) {
            kernel.runtime.instances.take(object, kernel.launch);
        }
    }

    /** Lets other kernels have this object, which is run no more. */
    void giveBack() {
        if (given != null) {
            kernel.runtime.instances.giveBack(given, kernel.launch);
        }
    }

    static boolean hasHooks(KernelDispatcher dispatcher) {
        return dispatcher instanceof HookedDispatcher;
    }

    KernelDispatcher dispatcher() {
        return dispatcher;
    }

    /** {@return whether the start hook has returned and the stop hook is still to be called} */
    boolean isStarted() {
        return started;
    }

    /** Puts a fresh object in the place of this one, which was stopped. {@return what its constructor threw} */
    @Nullable
    Throwable renew() {
        try {
            LaunchOptions.Made next = kernel.launch.makeAnother();
            if (next.given() != given) {
                take(next.given());
                giveBack();
                given = next.given();
            }
            dispatcher = next.dispatcher();
            return null;
        } catch (Throwable e) { // as from the start hook
            return e;
        }
    }

    /** Calls the start hook, if there is one and it has not returned yet. {@return what it threw} */
    @Nullable
    Throwable start(DispatchContext context) {
        if (started || !(dispatcher instanceof HookedDispatcher hooked)) {
            return null;
        }
        Throwable failure = call(context, hooked::start);
        started = failure == null;
        return failure;
    }

    /** Calls the stop hook, if it is due. What it throws is logged: the end goes on. */
    void stop(DispatchContext context) {
        if (started && dispatcher instanceof HookedDispatcher hooked) {
            started = false;
            Throwable failure = call(context, hooked::stop);
            if (failure != null) {
                Log.warn("stop hook threw: kernel=" + kernel.id(), failure);
            }
        }
    }

    private interface Hook {
        void call(KernelContext context) throws Exception;
    }

    private static @Nullable Throwable call(DispatchContext context, Hook hook) {
        context.withoutMessage(DispatchContext.IN_HOOK);
        try {
            hook.call(context);
            return null;
        } catch (Throwable e) { // whatever a hook throws, the kernel goes on to its end
            return e;
        } finally {
            context.withoutMessage(null);
            Thread.interrupted(); // as after a handler
        }
    }
}
