// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import io.ringkernel.processor.report.Problem;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** One run of the compiler with the processor. */
final class Compilation {
    private static final List<String> STRICT =
            List.of("-Xlint:all", "-Werror", "-Xdoclint:all/protected", "-Xdiags:verbose");

    /** Those that the compiler finds in the jar. */
    static final Supplier<List<Processor>> PROCESSORS =
            () -> List.of(new RingKernelProcessor(), new ServicesProcessor());

    /** A source file that is only a string. */
    record Source(String name, String text) {
        static Source of(Path path) {
            try {
                return new Source(path.getFileName().toString(), Files.readString(path));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private JavaFileObject file() {
            return new SimpleJavaFileObject(URI.create("memory:///" + name), JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return text;
                }
            };
        }
    }

    private final Path folder;
    private final List<Diagnostic<? extends JavaFileObject>> diagnostics;
    private final boolean isSuccess;

    private Compilation(Path folder, List<Diagnostic<? extends JavaFileObject>> diagnostics, boolean isSuccess) {
        this.folder = folder;
        this.diagnostics = diagnostics;
        this.isSuccess = isSuccess;
    }

    /** Compiles as strictly as javac can; the class path is that of the tests and the folder itself. */
    static Compilation strict(Path folder, List<Source> sources) {
        return run(folder, List.of(), sources, STRICT);
    }

    static Compilation lenient(Path folder, List<Source> sources) {
        return run(folder, List.of(), sources, List.of());
    }

    static Compilation run(Path folder, List<Path> classPath, List<Source> sources, List<String> options) {
        return run(folder, classPath, sources, List.of(), options, PROCESSORS);
    }

    /** Compiles sources, and shows the processors some classes of the class path, too. */
    static Compilation run(
            Path folder,
            List<Path> classPath,
            List<Source> sources,
            List<String> classes,
            List<String> options,
            Supplier<List<Processor>> processors) {
        try {
            return compile(folder, classPath, path -> true, sources, classes, options, processors.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles with the annotations alone on the class path. */
    static Compilation withoutCore(Path folder, List<Source> sources) {
        try {
            return compile(
                    folder,
                    List.of(),
                    path -> !path.toString().contains("ringkernel-core"),
                    sources,
                    List.of(),
                    List.of(),
                    PROCESSORS.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Compilation compile(
            Path folder,
            List<Path> classPath,
            Predicate<Path> isOnPath,
            List<Source> sources,
            List<String> classNames,
            List<String> options,
            List<Processor> processors)
            throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
            Path classes = Files.createDirectories(folder.resolve("classes"));
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            files.setLocationFromPaths(
                    StandardLocation.SOURCE_OUTPUT, List.of(Files.createDirectories(folder.resolve("generated"))));
            List<Path> path = new ArrayList<>(List.of(classes));
            path.addAll(classPath);
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of)
                    .filter(isOnPath)
                    .forEach(path::add);
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, path);
            List<String> arguments = new ArrayList<>(List.of("--release", "17"));
            arguments.addAll(options);
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null,
                    files,
                    diagnostics,
                    arguments,
                    classNames,
                    sources.stream().map(Source::file).toList());
            task.setProcessors(processors);
            boolean isSuccess = task.call();
            return new Compilation(folder, diagnostics.getDiagnostics(), isSuccess);
        }
    }

    boolean isSuccess() {
        return isSuccess;
    }

    /** As {@link #messages()}, also of classes in files of another name: the tests have many of them. */
    List<String> allMessages() {
        return messages(diagnostic -> true);
    }

    /** What the compiler says: {@code file:line: kind: text}, of each text the first line. */
    List<String> messages() {
        return messages(diagnostic ->
                !diagnostic.getMessage(Locale.ROOT).startsWith("[" + Problem.AUXILIARY_CLASS.tag() + "]"));
    }

    private List<String> messages(Predicate<Diagnostic<?>> isShown) {
        return diagnostics.stream()
                .filter(isShown)
                .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE || isOurs(diagnostic))
                .map(Compilation::line)
                .toList();
    }

    /* The compiler has notes of its own. */
    private static boolean isOurs(Diagnostic<? extends JavaFileObject> diagnostic) {
        return diagnostic.getMessage(Locale.ROOT).startsWith("[");
    }

    private static String line(Diagnostic<? extends JavaFileObject> diagnostic) {
        String kind = switch (diagnostic.getKind()) {
            case ERROR -> "error";
            case NOTE -> "note";
            default -> "warning";
        };
        String place = diagnostic.getSource() == null
                ? "-"
                : Path.of(diagnostic.getSource().toUri().getPath()).getFileName() + ":" + diagnostic.getLineNumber();
        return place + ": " + kind + ": "
                + diagnostic.getMessage(Locale.ROOT).lines().findFirst().orElse("");
    }

    Path folder() {
        return folder;
    }

    Path classes() {
        return folder.resolve("classes");
    }

    /** What was generated, by path. */
    Map<String, String> generated() {
        return read(folder.resolve("generated"));
    }

    private static Map<String, String> read(Path folder) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    String services(String path) {
        try {
            return Files.readString(classes().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A loader of what was compiled. */
    URLClassLoader loader() {
        try {
            return new URLClassLoader(new URL[] {classes().toUri().toURL()}, Compilation.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
