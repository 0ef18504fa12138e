// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import io.ringkernel.annotation.Fallback;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.Reserved;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.processor.check.GeneratedNames;
import io.ringkernel.processor.emit.GeneratedClass;
import io.ringkernel.processor.read.Codecs;
import io.ringkernel.processor.read.KernelReader;
import io.ringkernel.processor.read.MessageReader;
import io.ringkernel.processor.report.Reporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Generated;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Writes a codec for each record marked {@link Message} and a dispatcher for each {@link RingKernel}.
 *
 * <p>What happens to a type is always the same: it is read into a model, the model is checked, a message is laid out,
 * and the source is emitted. A type with findings ends at the check; the others go on.
 */
public final class RingKernelProcessor extends AbstractProcessor {
    /* Also what is only read along with others, or is written here: javac warns of each annotation that no processor claims. */
    private static final List<Class<? extends Annotation>> MARKS = List.of(
            Message.class, Reserved.class, Reserved.All.class, RingKernel.class, Fallback.class, Generated.class);

    private Reporter reporter;
    private Codecs codecs;
    private GeneratedNames names;
    private MessageStep messages;
    private KernelStep kernels;

    /** Creates the processor, as the compiler does. */
    public RingKernelProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Stream.concat(MARKS.stream(), Stream.concat(KernelReader.memberMarks(), MessageReader.componentMarks()))
                .map(Class::getCanonicalName)
                .collect(Collectors.toSet());
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Set.of(SchemaStep.FILE, SchemaStep.UPDATE);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        reporter = new Reporter(environment.getMessager());
        codecs = new Codecs(environment.getElementUtils());
        names = new GeneratedNames();
        messages = new MessageStep(environment, codecs, names, reporter, this::write);
        kernels = new KernelStep(environment, codecs, names, reporter, messages.graph(), this::write);
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        ElementFilter.typesIn(round.getRootElements())
                .forEach(type -> names.take(type.getQualifiedName().toString()));
        Marked marked = new Marked(annotations, round);
        for (TypeElement message : ElementFilter.typesIn(marked.with(Message.class))) {
            codecs.expect(message);
            messages.add(message);
        }
        MessageReader.componentMarks()
                .forEach(mark -> marked.with(mark).forEach(component -> messages.checkHome(component, mark)));
        marked.with(Fallback.class).forEach(messages::checkFallback);
        for (Element kernel : marked.with(RingKernel.class)) {
            kernels.add(kernel instanceof TypeElement type ? type : (TypeElement) kernel.getEnclosingElement());
        }
        KernelReader.memberMarks()
                .forEach(mark -> marked.with(mark).forEach(method -> kernels.checkHome(method, mark)));
        if (!round.processingOver()) {
            messages.run();
            kernels.run();
        } else if (!round.errorRaised()) {
            messages.finish();
            kernels.finish();
        }
        return true;
    }

    /* The elements of a round with an annotation. Those are looked for only if the compiler has seen one. */
    private record Marked(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Set<? extends Element> with(Class<? extends Annotation> mark) {
            return annotations.stream()
                            .anyMatch(
                                    annotation -> annotation.getQualifiedName().contentEquals(mark.getCanonicalName()))
                    ? round.getElementsAnnotatedWith(mark)
                    : Set.of();
        }
    }

    private void write(GeneratedClass generated, TypeElement origin) {
        try (Writer writer = processingEnv
                .getFiler()
                .createSourceFile(generated.name().qualifiedName(), origin)
                .openWriter()) {
            writer.write(generated.text());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + generated.name(), e);
        }
    }
}
