// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.check;

import io.ringkernel.annotation.RingKernel;
import io.ringkernel.processor.model.Access;
import io.ringkernel.processor.model.DeclaredKernel;
import io.ringkernel.processor.model.Handler;
import io.ringkernel.processor.model.HandlerType;
import io.ringkernel.processor.model.Setting;
import io.ringkernel.processor.model.StrayHandler;
import io.ringkernel.processor.model.TypeName;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Judges kernels. Knows the ids of all that it has seen. */
public final class KernelCheck {
    private final MessageGraph messages;
    private final Map<String, String> kernelIds = new HashMap<>();

    /**
     * Creates a check that has seen no kernel.
     *
     * @param messages of this compilation
     */
    public KernelCheck(MessageGraph messages) {
        this.messages = messages;
    }

    /**
     * Finds what is wrong with a kernel.
     *
     * @param kernel to judge
     * @return everything that is wrong
     */
    public List<Finding> findings(DeclaredKernel kernel) {
        if (kernel.method().isEmpty() && !kernel.kind().equals("a class")) {
            return List.of(Finding.of(Problem.NOT_A_KERNEL, kernel.place(), kernel.displayName(), kernel.kind()));
        }
        List<Finding> findings = new ArrayList<>();
        findings.addAll(SettingsCheck.findings(kernel));
        findings.addAll(duplicateId(kernel));
        findings.addAll(shape(kernel));
        for (Handler handler : kernel.handlers()) {
            findings.addAll(HandlerCheck.findings(kernel, handler));
        }
        findings.addAll(duplicates(kernel));
        findings.addAll(HookCheck.findings(kernel));
        if (!kernel.isLoop() && !kernel.receives().value().isEmpty()) {
            findings.add(
                    Finding.of(Problem.RECEIVES_OUTSIDE_LOOP, kernel.receives().place(), kernel.displayName()));
        }
        return findings;
    }

    /**
     * Finds that a handler or a hook is in a class that is no kernel.
     *
     * @param handler to judge
     * @return the finding
     */
    public static List<Finding> findings(StrayHandler handler) {
        String type = handler.type().simpleName();
        return List.of(
                handler.mark().equals("@Handles")
                        ? Finding.of(Problem.HANDLES_OUTSIDE_KERNEL, handler.place(), handler.name(), type)
                        : Finding.of(
                                Problem.HOOK_OUTSIDE_KERNEL, handler.place(), handler.name(), handler.mark(), type));
    }

    /**
     * Finds messages that no slot of a kernel can hold.
     *
     * @param kernel free of other findings; all messages that it handles are laid out
     * @return one finding for each of them
     */
    public List<Finding> tooShortSlots(DeclaredKernel kernel) {
        Setting<Integer> slotLength = kernel.settings().slotLength();
        List<Finding> findings = new ArrayList<>();
        if (slotLength.value() == RingKernel.FITTING) {
            return findings; // the runtime makes room for the fixed fields
        }
        kernel.messages().forEach(message -> {
            int length = messages.shortestLength(message.message(), message.codec());
            if (length > slotLength.value()) {
                findings.add(Finding.of(
                        Problem.SLOT_TOO_SHORT,
                        slotLength.place(),
                        kernel.displayName(),
                        slotLength.value(),
                        message.message().simpleName(),
                        length,
                        (length + SettingsCheck.SLOT_UNIT - 1) / SettingsCheck.SLOT_UNIT * SettingsCheck.SLOT_UNIT));
            }
        });
        return findings;
    }

    private List<Finding> duplicateId(DeclaredKernel kernel) {
        String id = kernel.settings().id().value();
        String first = kernelIds.putIfAbsent(id, kernel.displayName());
        return first == null
                ? List.of()
                : List.of(Finding.of(
                        Problem.DUPLICATE_KERNEL_ID, kernel.settings().id().place(), kernel.displayName(), id, first));
    }

    private static List<Finding> shape(DeclaredKernel kernel) {
        List<Finding> findings = new ArrayList<>();
        String name = kernel.displayName();
        if (kernel.shape().access() == Access.PRIVATE || isPrivateMethod(kernel)) {
            findings.add(Finding.of(
                    Problem.KERNEL_NOT_VISIBLE,
                    kernel.place(),
                    name,
                    kernel.dispatcher().simpleName()));
        }
        if (kernel.method().isPresent()) {
            if (!kernel.handlers().get(0).isStatic()) {
                findings.add(Finding.of(Problem.KERNEL_METHOD_NOT_STATIC, kernel.place(), name));
            }
            return findings;
        }
        if (kernel.shape().isAbstract()) {
            findings.add(Finding.of(Problem.ABSTRACT_KERNEL, kernel.place(), name));
        }
        if (kernel.shape().isGeneric()) {
            findings.add(Finding.of(Problem.GENERIC_KERNEL, kernel.place(), name));
        }
        if (kernel.shape().isInner()) {
            List<String> names = kernel.type().simpleNames();
            findings.add(Finding.of(Problem.INNER_KERNEL, kernel.place(), name, names.get(names.size() - 2)));
        }
        if (kernel.handlers().isEmpty()) {
            findings.add(Finding.of(Problem.NO_HANDLERS, kernel.place(), name));
        }
        return findings;
    }

    private static boolean isPrivateMethod(DeclaredKernel kernel) {
        return kernel.method().isPresent() && kernel.handlers().get(0).isPrivate();
    }

    private List<Finding> duplicates(DeclaredKernel kernel) {
        List<Finding> findings = new ArrayList<>();
        Map<TypeName, Handler> byMessage = new HashMap<>();
        Map<Integer, TypeName> byTypeId = new HashMap<>();
        if (kernel.isLoop()) {
            Handler loop = kernel.handlers().get(0);
            for (HandlerType received : kernel.receives().value()) {
                if (received instanceof HandlerType.OfMessages taken) {
                    taken.messages().stream()
                            .filter(message -> !byMessage.containsKey(message.message()))
                            .forEach(message -> duplicate(loop, message, byMessage, byTypeId, findings::add));
                }
            }
            return findings;
        }
        for (Handler handler : kernel.handlers()) {
            HandlerType parameter = handler.parameters().isEmpty()
                    ? HandlerType.Plain.NOTHING
                    : handler.parameters().get(0);
            if (parameter instanceof HandlerType.OfMessages taken) {
                taken.messages().forEach(message -> duplicate(handler, message, byMessage, byTypeId, findings::add));
            }
        }
        return findings;
    }

    private void duplicate(
            Handler handler,
            HandlerType.OfMessage taken,
            Map<TypeName, Handler> byMessage,
            Map<Integer, TypeName> byTypeId,
            Consumer<Finding> findings) {
        TypeName message = taken.message();
        Handler first = byMessage.putIfAbsent(message, handler);
        if (first != null) {
            findings.accept(Finding.of(
                    Problem.DUPLICATE_HANDLER, handler.place(), first.name(), handler.name(), message.simpleName()));
            return;
        }
        messages.typeId(message, taken.codec()).ifPresent(typeId -> {
            TypeName other = byTypeId.putIfAbsent(typeId, message);
            if (other != null && !messages.isDropped(message)) {
                findings.accept(Finding.of(
                        Problem.DUPLICATE_TYPE_ID,
                        handler.place(),
                        message.qualifiedName(),
                        typeId,
                        other.qualifiedName()));
            }
        });
    }

    /**
     * Tells whether a message that a kernel takes or returns has findings.
     *
     * @param kernel to look at
     * @return whether its dispatcher would name a codec that is not generated
     */
    public boolean usesDropped(DeclaredKernel kernel) {
        for (Handler handler : kernel.handlers()) {
            List<HandlerType> types = new ArrayList<>(handler.parameters());
            handler.replyTo().map(HandlerType.ReplyTo::answer).ifPresent(types::add);
            types.add(handler.reply());
            types.addAll(kernel.receives().value());
            for (HandlerType type : types) {
                if (type instanceof HandlerType.OfMessages taken
                        && taken.messages().stream().anyMatch(one -> messages.isDropped(one.message()))) {
                    return true;
                }
            }
        }
        return false;
    }
}
