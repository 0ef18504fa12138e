// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/** The dispatcher of a kernel that has hooks, methods marked {@code @OnStart} or {@code @OnStop}. */
public interface HookedDispatcher extends KernelDispatcher {
    /**
     * Calls the start hook: once, before the first message is handed over.
     *
     * @param context of the kernel; it has no message
     * @throws Exception what the hook throws; then this dispatcher is not used
     */
    default void start(KernelContext context) throws Exception {}

    /**
     * Calls the stop hook: once, after the last message, if the start hook has returned.
     *
     * @param context of the kernel; it has no message
     * @throws Exception what the hook throws
     */
    default void stop(KernelContext context) throws Exception {}
}
