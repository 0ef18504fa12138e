// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import io.ringkernel.processor.check.GeneratedNames;
import io.ringkernel.processor.check.MessageCheck;
import io.ringkernel.processor.check.MessageGraph;
import io.ringkernel.processor.emit.CodecEmitter;
import io.ringkernel.processor.model.CodecModel;
import io.ringkernel.processor.model.DeclaredMessage;
import io.ringkernel.processor.model.Layout;
import io.ringkernel.processor.read.Codecs;
import io.ringkernel.processor.read.MessageReader;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Reporter;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Takes messages from source to codec. */
final class MessageStep {
    private final Elements elements;
    private final Sights sights;
    private final Waiting waiting;
    private final MessageReader reader;
    private final MessageGraph graph = new MessageGraph();
    private final List<DeclaredMessage> checked = new ArrayList<>();
    private final GeneratedNames names;
    private final Reporter reporter;
    private final Output output;
    private final SchemaStep schema;
    private final SourceFiles files;

    MessageStep(
            ProcessingEnvironment environment, Codecs codecs, GeneratedNames names, Reporter reporter, Output output) {
        this.elements = environment.getElementUtils();
        this.sights = new Sights(elements);
        this.waiting = new Waiting(elements);
        this.reader = new MessageReader(elements, environment.getTypeUtils(), codecs);
        this.names = names;
        this.reporter = reporter;
        this.output = output;
        this.schema = new SchemaStep(environment, reporter);
        this.files = new SourceFiles(environment, reporter);
    }

    MessageGraph graph() {
        return graph;
    }

    void add(TypeElement type) {
        waiting.add(type);
    }

    void checkHome(Element element, Class<? extends Annotation> mark) {
        reader.stray(element, mark).ifPresent(finding -> reporter.report(List.of(finding)));
    }

    void checkFallback(Element element) {
        reader.strayFallback(element).ifPresent(finding -> reporter.report(List.of(finding)));
    }

    void run() {
        List<DeclaredMessage> messages =
                waiting.takeReady(reader::isReady).stream().map(reader::read).toList();
        messages.forEach(graph::add);
        messages.forEach(this::check);
        emitAll();
    }

    private void check(DeclaredMessage message) {
        List<Finding> findings = new ArrayList<>(MessageCheck.findings(message));
        findings.addAll(graph.findings(message));
        if (!message.isGeneric()) {
            findings.addAll(names.take(message.type().codec(), message.type().simpleName(), message.place()));
        }
        if (reporter.report(findings)) {
            graph.drop(message.type());
        } else if (!message.isGeneric()) {
            checked.add(message);
        }
    }

    private void emitAll() {
        List<CodecModel> ready = new ArrayList<>();
        for (Iterator<DeclaredMessage> messages = checked.iterator(); messages.hasNext(); ) {
            DeclaredMessage message = messages.next();
            Optional<Layout> layout = graph.layout(message.type());
            if (layout.isPresent()) {
                messages.remove();
                ready.add(model(message, layout.get()));
            }
        }
        ready.forEach(schema::add);
        ready.forEach(this::emit);
    }

    private CodecModel model(DeclaredMessage message, Layout layout) {
        List<CodecModel> uses = message.uses().stream()
                .flatMap(use -> graph.layout(use.type()).map(inner -> model(use, inner)).stream())
                .toList();
        return new CodecModel(message, layout, graph.circle(message.type()), uses);
    }

    private void emit(CodecModel model) {
        DeclaredMessage message = model.message();
        List<Finding> findings = new ArrayList<>(MessageGraph.badMaxLength(message, model.layout()));
        model.uses().forEach(use -> findings.addAll(MessageGraph.badMaxLength(use.message(), use.layout())));
        findings.addAll(schema.findings(model, graph));
        TypeElement origin = elements.getTypeElement(message.type().qualifiedName());
        findings.addAll(sights.findings(origin, message.type().simpleName(), message.place()));
        if (reporter.report(findings)) {
            graph.drop(message.type());
            return;
        }
        files.note(message);
        output.write(CodecEmitter.emit(model, sights.of(origin)), origin);
    }

    /** Reports what never came, and writes the schema file. */
    void finish() {
        waiting.report(MessageReader::unresolved, reporter);
        schema.finish();
    }
}
