// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.check;

import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.Priority;
import io.ringkernel.processor.model.Access;
import io.ringkernel.processor.model.Component;
import io.ringkernel.processor.model.DeclaredMessage;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.HeaderField;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges one message by itself. */
public final class MessageCheck {
    /* The upper three bytes of the type ids of the runtime's own messages, and where those are. */
    private static final int OURS = 0xFF_FFFF;
    private static final Set<String> OUR_PACKAGES = Set.of("io.ringkernel", "io.ringkernel.supervision");

    private MessageCheck() {}

    /**
     * Finds what is wrong with a message, whatever the others are.
     *
     * @param message to judge
     * @return everything that is wrong
     */
    public static List<Finding> findings(DeclaredMessage message) {
        String name = message.type().simpleName();
        if (!message.kind().equals("a record")) {
            return List.of(
                    Finding.of(Problem.NOT_A_RECORD, message.place(), name, message.kind(), wayOut(message.kind())));
        }
        List<Finding> findings = new ArrayList<>();
        if (message.access() == Access.PRIVATE) {
            findings.add(Finding.of(
                    Problem.MESSAGE_NOT_VISIBLE,
                    message.place(),
                    name,
                    message.type().codec().simpleName()));
        }
        int version = message.version().value();
        if (version < 1 || version > Message.LATEST_VERSION) {
            findings.add(Finding.of(
                    Problem.VERSION_OUT_OF_RANGE, message.version().place(), name, version, Message.LATEST_VERSION));
        }
        int priority = message.priority().value();
        if (priority < Priority.LOWEST || priority > Priority.HIGHEST) {
            findings.add(Finding.of(
                    Problem.PRIORITY_OUT_OF_RANGE,
                    message.priority().place(),
                    name,
                    priority,
                    Priority.LOWEST,
                    Priority.HIGHEST));
        }
        int deadlineMs = message.deadlineMs().value();
        if (deadlineMs < 0) {
            findings.add(Finding.of(
                    Problem.DEADLINE_OUT_OF_RANGE, message.deadlineMs().place(), name, deadlineMs));
        }
        if (message.isIdDerived()) {
            findings.add(Finding.of(Problem.UNSTABLE_TYPE_ID, message.id().place(), name, message.derivedId()));
        }
        int typeId = message.id().value();
        if (typeId >>> Byte.SIZE == OURS
                && !OUR_PACKAGES.contains(message.type().packageName())) {
            findings.add(Finding.of(Problem.RESERVED_TYPE_ID, message.id().place(), name, typeId));
        }
        message.components().forEach(component -> findings.addAll(ComponentCheck.findings(message, component)));
        findings.addAll(duplicateHeaderFields(message));
        findings.addAll(EvolutionCheck.findings(message));
        return findings;
    }

    private static String wayOut(String kind) {
        return switch (kind) {
            case "a class" -> "Declare it as a record.";
            case "an interface" -> "Mark the records that implement it.";
            default -> "Put it into a record.";
        };
    }

    private static List<Finding> duplicateHeaderFields(DeclaredMessage message) {
        List<Finding> findings = new ArrayList<>();
        Map<HeaderField, Component> components = new EnumMap<>(HeaderField.class);
        for (Component component : message.components()) {
            if (component.type() instanceof FieldType.Bound bound) {
                Component first = components.putIfAbsent(bound.field(), component);
                if (first != null) {
                    findings.add(Finding.of(
                            Problem.DUPLICATE_HEADER_FIELD,
                            component.place(),
                            first.name(),
                            component.name(),
                            bound.field().mark()));
                }
            }
        }
        return findings;
    }
}
