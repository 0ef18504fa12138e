// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.report;

import java.util.List;
import javax.annotation.processing.Messager;
import javax.tools.Diagnostic;

/** Prints findings through the compiler, each on the element or annotation at fault. */
public final class Reporter {
    private final Messager messager;

    /**
     * Creates a reporter.
     *
     * @param messager of the compiler
     */
    public Reporter(Messager messager) {
        this.messager = messager;
    }

    /**
     * Prints findings.
     *
     * @param findings of one type
     * @return whether one of them is an error
     */
    public boolean report(List<Finding> findings) {
        findings.forEach(this::print);
        return findings.stream().anyMatch(Finding::isError);
    }

    private void print(Finding finding) {
        Diagnostic.Kind kind = switch (finding.problem().severity()) {
            case ERROR -> Diagnostic.Kind.ERROR;
            case WARNING -> Diagnostic.Kind.WARNING;
            case NOTE -> Diagnostic.Kind.NOTE;
        };
        if (finding.place() instanceof SourcePlace place) {
            messager.printMessage(
                    kind,
                    finding.text(),
                    place.element(),
                    place.annotation().orElse(null),
                    place.value().orElse(null));
        } else {
            messager.printMessage(kind, finding.text());
        }
    }
}
