// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.check;

import io.ringkernel.processor.model.CodecModel;
import io.ringkernel.processor.model.Component;
import io.ringkernel.processor.model.DeclaredMessage;
import io.ringkernel.processor.model.Place;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Problem;
import io.ringkernel.processor.schema.Comparison;
import io.ringkernel.processor.schema.Difference;
import io.ringkernel.processor.schema.RecordedMessage;
import io.ringkernel.processor.schema.Recording;
import io.ringkernel.processor.schema.SchemaFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Holds messages to the schema file. */
public final class SchemaCheck {
    private final SchemaFile now = new SchemaFile();
    private final Set<RecordedMessage> compared = new HashSet<>();

    /** Creates a check that has seen no message. */
    public SchemaCheck() {}

    /** {@return what is compiled now} */
    public SchemaFile now() {
        return now;
    }

    /**
     * Notes a message that is compiled now, before any message that names it is compared.
     *
     * @param model of the message
     */
    public void add(CodecModel model) {
        Recording.add(now, model);
    }

    /**
     * Finds in what a message, and the generic ones that it uses, differ from what was recorded of them.
     *
     * @param model    of the message
     * @param recorded what was released
     * @param graph    that knows which generic messages are compiled now
     * @param isThere  tells of the name of a message whether it exists
     * @return what does not fit, once for each message
     */
    public List<Finding> findings(
            CodecModel model, SchemaFile recorded, MessageGraph graph, Predicate<String> isThere) {
        DeclaredMessage message = model.message();
        List<Finding> findings = new ArrayList<>(compare(model, message.place(), recorded, isThere));
        for (CodecModel use : model.uses()) {
            Optional<DeclaredMessage> generic = graph.find(use.message().type().plain());
            Place place = generic.map(DeclaredMessage::place).orElseGet(() -> UseCheck.place(message, use.message()));
            for (Finding finding : compare(use, place, recorded, isThere)) {
                findings.add(generic.isPresent() ? finding : finding.at(place));
            }
        }
        return findings;
    }

    private List<Finding> compare(CodecModel model, Place place, SchemaFile recorded, Predicate<String> isThere) {
        RecordedMessage message = Recording.message(model);
        if (!compared.add(message)) {
            return List.of(); // a use of several messages
        }
        List<Finding> findings = new ArrayList<>();
        for (Difference difference : Comparison.of(recorded, now, message, isThere)) {
            Place spot = difference.spot() == Difference.Spot.MESSAGE ? place : place(model.message(), difference);
            findings.add(new Finding(difference.problem(), spot, difference.arguments()));
        }
        Comparison.before(recorded, now, message)
                .flatMap(before -> lowered(model, before))
                .ifPresent(findings::add);
        return findings;
    }

    /* A message that is shorter because of its fields is no matter of its limit. */
    private static Optional<Finding> lowered(CodecModel model, RecordedMessage before) {
        DeclaredMessage message = model.message();
        long longest = model.layout().maxEncodedLength();
        int longestBefore = before.maxEncodedLength();
        return longest < longestBefore && longest == message.maxLength().value()
                ? Optional.of(Finding.of(
                        Problem.MAX_LENGTH_LOWERED,
                        message.maxLength().place(),
                        message.type().simpleName(),
                        longest,
                        longestBefore,
                        longestBefore))
                : Optional.empty();
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
