// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import javax.annotation.processing.Filer;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/**
 * A list of definitions that the service loader reads. Each line names a definition and, in a comment, the class or
 * method it is generated for:
 *
 * <pre>
 * com.example.StagesParseDispatcher$Definition # com.example.Stages.parse
 * </pre>
 *
 * <p>An incremental compilation sees only some of the kernels or messages. The lines of the others are kept, as long as
 * what they are generated for is there.
 */
final class ServicesFile {
    private static final String FOLDER = "META-INF/services/";

    /** The list of kernels. */
    static final String KERNELS = FOLDER + "io.ringkernel.KernelDefinition";

    /** The list of messages. */
    static final String MESSAGES = FOLDER + "io.ringkernel.codec.MessageDefinition";

    private final Filer filer;
    private final String path;
    private final Map<String, String> originsByDefinition = new TreeMap<>();

    ServicesFile(Filer filer, String path) {
        this.filer = filer;
        this.path = path;
    }

    /** Tells whether the list is that of a service. */
    boolean isOf(String service) {
        return path.equals(FOLDER + service);
    }

    void add(String definition, String origin) {
        originsByDefinition.put(definition, origin);
    }

    /**
     * Writes the list, if there is something to write.
     *
     * @param isCurrent tells of a definition and its origin, from an earlier compilation, whether the origin is still
     *                  there
     */
    void finish(BiPredicate<String, String> isCurrent) {
        boolean isMerged = merge(isCurrent);
        if (isMerged || !originsByDefinition.isEmpty()) {
            try {
                write();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + path, e);
            }
        }
    }

    /* Adds what an earlier compilation wrote, and tells whether there was a file. */
    private boolean merge(BiPredicate<String, String> isCurrent) {
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
        return filer.getResource(StandardLocation.CLASS_OUTPUT, "", path);
    }

    private void write() throws IOException {
        try (Writer writer =
                filer.createResource(StandardLocation.CLASS_OUTPUT, "", path).openWriter()) {
            for (Map.Entry<String, String> entry : originsByDefinition.entrySet()) {
                writer.write(entry.getKey() + " # " + entry.getValue() + "\n");
            }
        }
    }
}
