// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/**
 * What a kernel does with the messages of one type from {@link KernelContext#become} on.
 *
 * @param <T> type of the message
 */
@FunctionalInterface
public interface MessageHandler<T> {
    /**
     * Handles a message. Called as a method marked {@code @Handles} is: by the thread that runs the kernel, one message at a
     * time.
     *
     * @param message that came
     * @param context set to it
     * @throws Exception as a method marked {@code @Handles} may
     */
    void handle(T message, KernelContext context) throws Exception;
}
