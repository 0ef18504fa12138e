// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.codec.MessageCodec;
import java.util.List;

/**
 * What the compiler knows of a kernel. Written by the processor for everything marked {@code @RingKernel} and found
 * through {@link java.util.ServiceLoader}; not meant to be implemented by hand.
 */
public interface KernelDefinition {
    /** {@return the id the kernel was declared with} */
    String id();

    /** {@return the class marked {@code @RingKernel}, or the class of the method that is} */
    Class<?> kernelType();

    /** {@return what the annotation says about lanes and execution} */
    KernelSettings settings();

    /** {@return the codecs of the messages the kernel handles, one per type} */
    List<MessageCodec<?>> accepts();

    /** {@return the codecs of the messages its handlers return} */
    List<MessageCodec<?>> replies();

    /**
     * Creates the kernel with its constructor without arguments, and a dispatcher for it.
     *
     * @return a dispatcher for one incarnation of the kernel
     * @throws IllegalStateException if it has no such constructor, with the way out in the text
     */
    KernelDispatcher newDispatcher();

    /**
     * Creates a dispatcher for a kernel that already exists.
     *
     * @param kernel an instance of {@link #kernelType}
     * @return a dispatcher for one incarnation of the kernel
     * @throws ClassCastException if {@code kernel} is something else
     * @throws IllegalStateException if the kernel is a static method, which has no instance
     */
    KernelDispatcher newDispatcher(Object kernel);
}
