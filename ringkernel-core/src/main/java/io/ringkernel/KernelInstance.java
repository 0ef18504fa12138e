// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The object that handles the messages of a kernel, from its start hook to its stop hook, and the next one after a restart.
 * Used by the thread that runs the kernel.
 */
final class KernelInstance {
    private final String kernelId;
    private final Supplier<KernelDispatcher> fresh;
    private KernelDispatcher dispatcher;
    private boolean started;

    KernelInstance(String kernelId, KernelDispatcher dispatcher, Supplier<KernelDispatcher> fresh) {
        this.kernelId = kernelId;
        this.dispatcher = dispatcher;
        this.fresh = fresh;
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
            dispatcher = fresh.get();
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
                Log.warn("stop hook threw: kernel=" + kernelId, failure);
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
        }
    }
}
