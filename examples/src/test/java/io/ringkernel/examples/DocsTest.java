// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds what the documents show to what is compiled here: each line of a {@code java} block stands in one source of the
 * examples, in one that the processor wrote for them, or in a history of its tests, next to the same lines. A line with an ellipsis leaves some out.
 * Links to files lead to files. The page of problems shows mistakes, which compile nowhere; the processor's tests hold it.
 */
class DocsTest {
    private static final Path EXAMPLES =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path ROOT = EXAMPLES.getParent();
    private static final String HISTORIES = "../ringkernel-processor/src/test/resources/histories";
    private static final String LATENCY = "../ringkernel-bench/src/main/java/io/ringkernel/bench/example";

    private static final Pattern JAVA_BLOCK =
            Pattern.compile("^```java\\R(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ELLIPSIS = Pattern.compile("^\\s*…\\s*\\R", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("]\\((?![a-z]+:|#)([^)#\\s]+)");

    @TestFactory
    Stream<DynamicTest> showsOnlyCodeThatIsCompiled() {
        List<List<String>> sources = Stream.of(
                        "src/main/java", "target/generated-sources/annotations", HISTORIES, LATENCY)
                .map(EXAMPLES::resolve)
                .filter(Files::isDirectory)
                .flatMap(folder -> files(folder, Integer.MAX_VALUE, ".java"))
                .map(source -> lines(read(source)))
                .toList();

        return documents()
                .filter(document -> !document.endsWith("docs/problems.md"))
                .flatMap(document -> matches(JAVA_BLOCK, document)
                        .map(block -> DynamicTest.dynamicTest(
                                ROOT.relativize(document) + ": " + lines(block).get(0),
                                () -> assertThat(sources).as(block).anyMatch(source -> shows(source, block)))));
    }

    @TestFactory
    Stream<DynamicTest> linksToWhatIsThere() {
        return documents()
                .flatMap(document -> matches(LINK, document)
                        .map(link -> DynamicTest.dynamicTest(
                                ROOT.relativize(document) + ": " + link,
                                () -> assertThat(document.resolveSibling(link)).exists())));
    }

    private static boolean shows(List<String> source, String block) {
        List<String> rest = source;
        for (String piece : ELLIPSIS.split(block)) {
            int index = Collections.indexOfSubList(rest, lines(piece));
            if (index < 0) {
                return false;
            }
            rest = rest.subList(index + lines(piece).size(), rest.size());
        }
        return true;
    }

    /** The lines that say something, without the indentation that a document leaves out. */
    private static List<String> lines(String text) {
        return Arrays.stream(text.split("\\R"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static Stream<String> matches(Pattern pattern, Path document) {
        return pattern.matcher(read(document)).results().map(match -> match.group(1));
    }

    private static Stream<Path> documents() {
        return files(ROOT, 3, ".md")
                .filter(file -> !ROOT.relativize(file).toString().contains("target"));
    }

    private static Stream<Path> files(Path folder, int depth, String suffix) {
        try (Stream<Path> found = Files.find(
                folder,
                depth,
                (file, about) -> about.isRegularFile() && file.toString().endsWith(suffix))) {
            return found.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
