// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.check;

import io.ringkernel.processor.model.Component;
import io.ringkernel.processor.model.DeclaredMessage;
import io.ringkernel.processor.model.Place;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.schema.Difference;

/** Finds the places of differences between a message and what was recorded of it. */
public final class SchemaCheck {
    private SchemaCheck() {}

    /**
     * Turns a difference into a finding.
     *
     * @param message    that differs
     * @param difference that was found
     * @return the finding
     */
    public static Finding finding(DeclaredMessage message, Difference difference) {
        return new Finding(difference.problem(), place(message, difference), difference.arguments());
    }

    private static Place place(DeclaredMessage message, Difference difference) {
        return switch (difference.spot()) {
            case MESSAGE -> message.place();
            case ID -> message.id().place();
            case VERSION -> message.version().place();
            case FIELD ->
                message.components().stream()
                        .filter(component ->
                                component.name().equals(difference.field().orElseThrow()))
                        .map(Component::place)
                        .findFirst()
                        .orElse(message.place());
        };
    }
}
