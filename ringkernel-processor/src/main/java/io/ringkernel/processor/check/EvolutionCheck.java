// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.check;

import io.ringkernel.annotation.FormerName;
import io.ringkernel.annotation.Since;
import io.ringkernel.processor.model.Component;
import io.ringkernel.processor.model.DeclaredMessage;
import io.ringkernel.processor.model.DefaultText;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.Place;
import io.ringkernel.processor.model.Reservation;
import io.ringkernel.processor.model.Setting;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Judges what a message says of its older versions. */
final class EvolutionCheck {
    private final DeclaredMessage message;
    private final List<Finding> findings = new ArrayList<>();

    private EvolutionCheck(DeclaredMessage message) {
        this.message = message;
    }

    static List<Finding> findings(DeclaredMessage message) {
        EvolutionCheck check = new EvolutionCheck(message);
        check.versions();
        message.components().forEach(component -> {
            if (!(component.type() instanceof FieldType.Unsupported)) {
                check.defaultValue(component);
            }
            check.deprecation(component);
        });
        check.names();
        message.reserved().forEach(check::reservation);
        return check.findings;
    }

    static List<Finding> findings(DeclaredMessage message, Component component) {
        EvolutionCheck check = new EvolutionCheck(message);
        if (!(component.type() instanceof FieldType.Unsupported)) {
            check.defaultValue(component);
        }
        return check.findings;
    }

    private String name() {
        return message.type().simpleName();
    }

    private void find(Problem problem, Place place, Object... arguments) {
        findings.add(Finding.of(problem, place, arguments));
    }

    private void versions() {
        Component newest = null;
        int version = message.version().value();
        for (Component component : message.components()) {
            int since = component.since();
            boolean isMarked = component.marks().of(Since.class).isPresent();
            if (isMarked && (since < 1 || since > version)) {
                Place place = component.marks().of(Since.class).orElseThrow().place();
                find(Problem.SINCE_OUT_OF_RANGE, place, since, component.name(), name(), version);
            } else if (component.type() instanceof FieldType.Bound) {
                continue; // stands in the header, not in the block
            } else if (newest != null && since < newest.since()) {
                find(
                        Problem.SINCE_DECREASES,
                        component.place(),
                        component.name(),
                        since,
                        newest.name(),
                        newest.since(),
                        component.name());
            } else {
                newest = component;
            }
        }
    }

    private void defaultValue(Component component) {
        FieldType type = component.type();
        if (component.defaultValue().isPresent()) {
            defaultValue(component, component.defaultValue().get());
        } else if (component.isAdded() && !DefaultText.isImplied(type)) {
            find(
                    DefaultText.isPossible(type) ? Problem.DEFAULT_MISSING : Problem.NULLABLE_MISSING,
                    component.place(),
                    component.name(),
                    type.displayName(),
                    component.since());
        }
    }

    private void defaultValue(Component component, Setting<String> setting) {
        FieldType type = component.type();
        String text = setting.value();
        if (!DefaultText.isPossible(type)) {
            find(Problem.DEFAULT_ON_WRONG_TYPE, setting.place(), component.name(), type.displayName());
            return;
        }
        String example = DefaultText.parse(type, text)
                .filter(value -> DefaultText.tailLength(value) > component.lengthLimit())
                .map(value -> "at most " + component.lengthLimit() + " bytes")
                .orElse(DefaultText.parse(type, text).isPresent() ? "" : DefaultText.example(type));
        if (!example.isEmpty()) {
            find(Problem.BAD_DEFAULT, setting.place(), text, component.name(), type.displayName(), example);
        }
    }

    private void deprecation(Component component) {
        component.marks().of(Deprecated.class).ifPresent(mark -> {
            Setting<Boolean> forRemoval = mark.setting("forRemoval", Boolean.class);
            if (forRemoval.value()) {
                find(Problem.DEPRECATED_FOR_REMOVAL, forRemoval.place(), component.name(), name());
            }
        });
    }

    private void names() {
        Map<String, String> owners = new HashMap<>();
        message.components().forEach(component -> owners.put(component.name(), component.name()));
        for (Component component : message.components()) {
            for (String name : component.formerNames()) {
                String owner = owners.putIfAbsent(name, component.name());
                if (owner != null) {
                    Place place =
                            component.marks().of(FormerName.class).orElseThrow().place();
                    find(Problem.FORMER_NAME_TAKEN, place, component.name(), name, owner);
                }
            }
        }
        for (Reservation reservation : message.reserved()) {
            if (owners.containsKey(reservation.name())) {
                find(Problem.RESERVED_NAME_USED, reservation.place(), owners.get(reservation.name()), name());
            }
        }
    }

    private void reservation(Reservation reservation) {
        if (reservation.type().plain() instanceof FieldType.Unsupported type) {
            find(Problem.RESERVED_TYPE, reservation.place(), reservation.name(), type.displayName());
        }
        String after = reservation.after().value();
        boolean isThere = after.isEmpty()
                || message.components().stream()
                        .anyMatch(component -> component.name().equals(after));
        if (!isThere) {
            find(Problem.RESERVED_BEHIND_NOTHING, reservation.after().place(), reservation.name(), after, name());
        }
    }
}
