// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.check;

import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.Priority;
import io.ringkernel.processor.model.Access;
import io.ringkernel.processor.model.DeclaredMessage;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Problem;
import java.util.ArrayList;
import java.util.List;

/** Judges one message by itself. */
public final class MessageCheck {
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
            return List.of(Finding.of(Problem.NOT_A_RECORD, message.place(), name, message.kind()));
        }
        List<Finding> findings = new ArrayList<>();
        if (message.access() == Access.PRIVATE) {
            findings.add(Finding.of(
                    Problem.MESSAGE_NOT_VISIBLE,
                    message.place(),
                    name,
                    message.type().codec().simpleName()));
        }
        if (message.isGeneric()) {
            findings.add(Finding.of(Problem.GENERIC_MESSAGE, message.place(), name));
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
        if (message.isIdDerived()) {
            findings.add(Finding.of(Problem.UNSTABLE_TYPE_ID, message.id().place(), name, message.derivedId()));
        }
        message.components().forEach(component -> findings.addAll(ComponentCheck.findings(message, component)));
        return findings;
    }
}
