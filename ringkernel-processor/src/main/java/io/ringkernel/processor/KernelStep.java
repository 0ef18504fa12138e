// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import io.ringkernel.processor.check.GeneratedNames;
import io.ringkernel.processor.check.KernelCheck;
import io.ringkernel.processor.check.MessageGraph;
import io.ringkernel.processor.emit.DispatcherEmitter;
import io.ringkernel.processor.model.DeclaredKernel;
import io.ringkernel.processor.read.Codecs;
import io.ringkernel.processor.read.KernelReader;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Reporter;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Takes kernels from source to dispatcher. */
final class KernelStep {
    private final Sights sights;
    private final SourceFiles files;
    private final Waiting waiting;
    private final KernelReader reader;
    private final KernelCheck check;
    private final GeneratedNames names;
    private final Reporter reporter;
    private final Output output;

    KernelStep(
            ProcessingEnvironment environment,
            Codecs codecs,
            GeneratedNames names,
            Reporter reporter,
            MessageGraph messages,
            Output output) {
        Elements elements = environment.getElementUtils();
        this.sights = new Sights(elements);
        this.files = new SourceFiles(environment, reporter);
        this.waiting = new Waiting(elements);
        this.reader = new KernelReader(elements, environment.getTypeUtils(), codecs);
        this.check = new KernelCheck(messages);
        this.names = names;
        this.reporter = reporter;
        this.output = output;
    }

    void add(TypeElement type) {
        waiting.add(type);
    }

    void checkHome(Element handler, Class<?> mark) {
        KernelReader.stray(handler, mark).ifPresent(stray -> reporter.report(KernelCheck.findings(stray)));
    }

    void run() {
        for (TypeElement type : waiting.takeReady(reader::isReady)) {
            reader.read(type).forEach(kernel -> process(kernel, type));
        }
    }

    private void process(DeclaredKernel kernel, TypeElement origin) {
        List<Finding> findings = new ArrayList<>(check.findings(kernel));
        findings.addAll(names.take(kernel.dispatcher(), kernel.displayName(), kernel.place()));
        findings.addAll(sights.findings(origin, kernel.displayName(), kernel.place()));
        if (reporter.report(findings) || check.usesDropped(kernel)) {
            return;
        }
        reporter.report(check.tooShortSlots(kernel));
        files.note(kernel);
        output.write(DispatcherEmitter.emit(kernel, sights.of(origin)), origin);
    }

    /** Reports what never came. */
    void finish() {
        waiting.report(KernelReader::unresolved, reporter);
    }
}
