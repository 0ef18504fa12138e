// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import io.ringkernel.processor.model.DeclaredKernel;
import io.ringkernel.processor.model.DeclaredMessage;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.Place;
import io.ringkernel.processor.model.TypeName;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Problem;
import io.ringkernel.processor.report.Reporter;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Notes which classes that generated code names stand in files of another name. Only javac knows the file, and only javac
 * warns: with any other compiler there is nothing to note.
 */
final class SourceFiles {
    private final Elements elements;
    private final Optional<Trees> trees;
    private final Reporter reporter;
    private final Set<String> noted = new HashSet<>();

    SourceFiles(ProcessingEnvironment environment, Reporter reporter) {
        this.elements = environment.getElementUtils();
        this.trees = trees(environment);
        this.reporter = reporter;
    }

    private static Optional<Trees> trees(ProcessingEnvironment environment) {
        try {
            return Optional.of(Trees.instance(environment));
        } catch (IllegalArgumentException | NoClassDefFoundError e) { // another compiler, or something around javac
            return Optional.empty();
        }
    }

    void note(DeclaredMessage message) {
        note(message.type(), message.place());
        message.components()
                .forEach(component -> component.type().parts().forEach(part -> {
                    if (part instanceof FieldType.Enumeration enumeration) {
                        note(enumeration.type(), component.place());
                    } else if (part instanceof FieldType.OneOf oneOf) {
                        note(oneOf.type(), component.place());
                    }
                }));
    }

    void note(DeclaredKernel kernel) {
        note(kernel.type(), kernel.place());
    }

    private void note(TypeName type, Place place) {
        String name = type.simpleNames().get(0);
        TypeElement outermost =
                elements.getTypeElement(new TypeName(type.packageName(), List.of(name)).qualifiedName());
        file(outermost)
                .filter(file -> !file.equals(name + ".java") && noted.add(outermost.toString()))
                .ifPresent(file -> reporter.report(
                        List.of(Finding.of(Problem.AUXILIARY_CLASS, place, name, file, name + ".java"))));
    }

    /* The name of the file that is being compiled and has a class; nothing for one that was compiled before. */
    private Optional<String> file(TypeElement outermost) {
        return trees.map(known -> known.getPath(outermost))
                .map(TreePath::getCompilationUnit)
                .map(unit -> unit.getSourceFile().toUri())
                .map(SourceFiles::lastName);
    }

    private static String lastName(URI file) {
        return file.getPath().substring(file.getPath().lastIndexOf('/') + 1);
    }
}
