// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A class or a method marked {@code @RingKernel} as it is declared, right or wrong.
 *
 * @param type           the class, or the class of the method
 * @param kind           {@code class}, or what it is instead
 * @param shape          what else is said about the class
 * @param method         that is the kernel, if it is one
 * @param settings       of the annotation
 * @param hasConstructor whether the dispatcher can create an instance without arguments
 * @param handlers       in the order of declaration; the method alone if it is the kernel
 * @param hooks          in the order of declaration; none if a method is the kernel
 * @param receives       what a loop takes, from the annotation
 * @param place          of the class or the method
 */
public record DeclaredKernel(
        TypeName type,
        String kind,
        Shape shape,
        Optional<String> method,
        KernelSettings settings,
        boolean hasConstructor,
        List<Handler> handlers,
        List<Hook> hooks,
        Setting<List<HandlerType>> receives,
        Place place) {
    /** {@return whether it takes its messages by itself} */
    public boolean isLoop() {
        return method.isPresent() && handlers.get(0).parameters().equals(List.of(HandlerType.Plain.CONTEXT));
    }

    /** {@return the messages it takes, each once; only for a kernel free of findings} */
    public List<HandlerType.OfMessage> messages() {
        Stream<HandlerType> taken =
                isLoop() ? receives.value().stream() : handlers.stream().map(Handler::taken);
        Map<TypeName, HandlerType.OfMessage> messages = new LinkedHashMap<>();
        taken.map(HandlerType.OfMessages.class::cast)
                .flatMap(type -> type.messages().stream())
                .forEach(message -> messages.putIfAbsent(message.message(), message));
        return List.copyOf(messages.values());
    }

    /** {@return the name of the dispatcher} */
    public TypeName dispatcher() {
        return method.map(type::dispatcher).orElseGet(type::dispatcher);
    }

    /** {@return the class, or the class and the method} */
    public String displayName() {
        return method.map(name -> type.simpleName() + "." + name).orElseGet(type::simpleName);
    }

    /**
     * What is said about the class of a kernel.
     *
     * @param access     who can see it
     * @param isAbstract whether it cannot be instantiated
     * @param isGeneric  whether it has type parameters
     * @param isInner    whether an instance needs one of the class around it
     */
    public record Shape(Access access, boolean isAbstract, boolean isGeneric, boolean isInner) {}
}
