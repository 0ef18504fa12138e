// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.check;

import io.ringkernel.processor.model.Component;
import io.ringkernel.processor.model.DeclaredMessage;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.Place;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Problem;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Judges what the types that a message gives to a generic one bring with them. */
final class UseCheck {
    /* A limit that this use has no need of is of use in another; what else is wrong with it is said where it stands. */
    private static final Set<Problem> LIMITS = EnumSet.of(
            Problem.LIMIT_ON_WRONG_TYPE,
            Problem.LIMIT_OUT_OF_RANGE,
            Problem.COUNT_ON_WRONG_TYPE,
            Problem.COUNT_OUT_OF_RANGE);

    private final DeclaredMessage message;
    private final DeclaredMessage use;
    private final List<Component> declared;

    private UseCheck(DeclaredMessage message, DeclaredMessage use, List<Component> declared) {
        this.message = message;
        this.use = use;
        this.declared = declared;
    }

    /**
     * Finds what is wrong with a use.
     *
     * @param message  that has it
     * @param use      the generic message with its types
     * @param declared its components without them, as far as they are compiled now
     * @return everything that is wrong
     */
    static List<Finding> findings(DeclaredMessage message, DeclaredMessage use, List<Component> declared) {
        return new UseCheck(message, use, declared).findings();
    }

    private List<Finding> findings() {
        boolean isSaid = use.type().use().orElseThrow().arguments().stream()
                .flatMap(FieldType::parts)
                .anyMatch(FieldType.Unsupported.class::isInstance);
        if (isSaid) {
            return List.of(); // of the component that names the type
        }
        Place place = place(message, use);
        return use.components().stream()
                .filter(this::depends)
                .flatMap(component -> Stream.concat(
                        ComponentCheck.findings(use, component).stream(),
                        EvolutionCheck.findings(use, component).stream()))
                .filter(finding -> !LIMITS.contains(finding.problem()))
                .map(finding -> finding.at(place))
                .toList();
    }

    /* What is wrong with a component whatever the types are is said where it is declared. */
    private boolean depends(Component component) {
        return declared.stream()
                .noneMatch(other ->
                        other.name().equals(component.name()) && other.type().equals(component.type()));
    }

    /** Finds the component that has a use, or the message if that is in another use. */
    static Place place(DeclaredMessage message, DeclaredMessage use) {
        return message.components().stream()
                .filter(component -> component.type().parts().anyMatch(part -> isUse(part, use)))
                .map(Component::place)
                .findFirst()
                .orElse(message.place());
    }

    private static boolean isUse(FieldType type, DeclaredMessage use) {
        return type instanceof FieldType.Nested nested && nested.type().equals(use.type());
    }
}
