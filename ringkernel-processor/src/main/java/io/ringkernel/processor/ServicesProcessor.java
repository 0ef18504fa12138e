// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import io.ringkernel.annotation.Listed;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Lists what {@link RingKernelProcessor} wrote for the service loader.
 *
 * <p>A list is made of everything in a module, while a codec is made of one message. So they are two processors, and build
 * tools that compile only what changed need to repeat only this one for all. It sees nothing but generated classes.
 */
public final class ServicesProcessor extends AbstractProcessor {
    private Elements elements;
    private List<ServicesFile> files;

    /** Creates the processor, as the compiler does. */
    public ServicesProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(Listed.class.getCanonicalName());
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        elements = environment.getElementUtils();
        files = Stream.of(ServicesFile.KERNELS, ServicesFile.MESSAGES)
                .map(path -> new ServicesFile(environment.getFiler(), path))
                .toList();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement definition : ElementFilter.typesIn(round.getElementsAnnotatedWith(Listed.class))) {
            files.forEach(file -> add(definition, file));
        }
        if (round.processingOver() && !round.errorRaised()) {
            files.forEach(file -> file.finish(this::isCurrent));
        }
        return true;
    }

    private void add(TypeElement definition, ServicesFile file) {
        if (processingEnv.getTypeUtils().directSupertypes(definition.asType()).stream()
                .anyMatch(type -> file.isOf(type.toString()))) {
            file.add(
                    elements.getBinaryName(definition).toString(),
                    definition.getAnnotation(Listed.class).value());
        }
    }

    private boolean isCurrent(String definition, String origin) {
        return elements.getTypeElement(definition.replace('$', '.')) != null && isMarked(origin);
    }

    private boolean isMarked(String origin) {
        TypeElement type = elements.getTypeElement(origin);
        if (type != null) {
            return isMarked(type);
        }
        int dot = origin.lastIndexOf('.');
        TypeElement home = dot < 0 ? null : elements.getTypeElement(origin.substring(0, dot));
        return home != null
                && home.getEnclosedElements().stream()
                        .anyMatch(member ->
                                member.getSimpleName().contentEquals(origin.substring(dot + 1)) && isMarked(member));
    }

    private static boolean isMarked(Element element) {
        return element.getAnnotation(Message.class) != null || element.getAnnotation(RingKernel.class) != null;
    }
}
