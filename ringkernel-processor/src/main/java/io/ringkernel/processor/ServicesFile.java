// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import javax.annotation.processing.Filer;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/**
 * The list of kernel definitions that the service loader reads. Each line names a definition and, in a comment, the
 * class or method it is generated for:
 *
 * <pre>
 * com.example.StagesParseDispatcher$Definition # com.example.Stages.parse
 * </pre>
 *
 * <p>An incremental compilation sees only some of the kernels. The lines of the others are kept, as long as their
 * kernel is there.
 */
final class ServicesFile {
    static final String PATH = "META-INF/services/io.ringkernel.KernelDefinition";

    private final Filer filer;
    private final Map<String, String> originsByDefinition = new TreeMap<>();

    ServicesFile(Filer filer) {
        this.filer = filer;
    }

    void add(String definition, String origin) {
        originsByDefinition.put(definition, origin);
    }

    boolean isEmpty() {
        return originsByDefinition.isEmpty();
    }

    /**
     * Adds what an earlier compilation wrote.
     *
     * @param isCurrent tells of a definition and its origin whether the kernel is still there
     * @return whether there was a file
     */
    boolean merge(BiPredicate<String, String> isCurrent) {
        try (Reader reader = existing().openReader(true);
                BufferedReader lines = new BufferedReader(reader)) {
            lines.lines()
                    .map(line -> line.split(" # "))
                    .filter(parts -> parts.length == 2)
                    .forEach(parts -> {
                        if (isCurrent.test(parts[0], parts[1])) {
                            originsByDefinition.putIfAbsent(parts[0], parts[1]);
                        }
                    });
            return true;
        } catch (IOException e) {
            return false; // no earlier compilation
        }
    }

    private FileObject existing() throws IOException {
        return filer.getResource(StandardLocation.CLASS_OUTPUT, "", PATH);
    }

    void write() throws IOException {
        try (Writer writer =
                filer.createResource(StandardLocation.CLASS_OUTPUT, "", PATH).openWriter()) {
            for (Map.Entry<String, String> entry : originsByDefinition.entrySet()) {
                writer.write(entry.getKey() + " # " + entry.getValue() + "\n");
            }
        }
    }
}
