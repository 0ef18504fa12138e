// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import io.ringkernel.processor.Compilation.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder below {@code golden} holds sources and exactly what is generated for them. {@code -Dgolden.update}
 * rewrites what is generated.
 */
class GoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir
    Path folder;

    static List<Path> shapes() {
        return list(GOLDEN).toList();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void writesExactlyThis(Path shape) {
        List<Source> sources =
                list(shape).filter(path -> !isGenerated(path)).map(Source::of).toList();

        Compilation compilation = Compilation.strict(folder, sources);
        if (System.getProperty("golden.update") != null) {
            update(shape, compilation.generated());
        }

        assertThat(compilation.messages()).isEmpty();
        assertThat(byName(compilation.generated())).isEqualTo(expected(shape));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void writesWhatTheFormatterWouldWrite(Path shape) throws FormatterException {
        Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build());

        for (Map.Entry<String, String> file : expected(shape).entrySet()) {
            assertThat(file.getValue()).as(file.getKey()).isEqualTo(formatter.formatSource(file.getValue()));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void isDocumentedAsItWouldHaveToBeForAPublicRecord(Path shape) {
        Compilation.strict(
                folder,
                list(shape)
                        .map(Source::of)
                        .filter(source -> !isGenerated(Path.of(source.name())))
                        .toList());

        Compilation generated = Compilation.run(
                folder,
                List.of(),
                list(shape).filter(GoldenTest::isGenerated).map(Source::of).toList(),
                List.of("-proc:none", "-Xlint:all", "-Werror", "-Xdoclint:all/package"));

        assertThat(generated.messages()).isEmpty();
    }

    private static Map<String, String> byName(Map<String, String> generated) {
        Map<String, String> files = new TreeMap<>();
        generated.forEach((path, text) -> files.put(path.substring(path.lastIndexOf('/') + 1), text));
        return files;
    }

    private static Map<String, String> expected(Path shape) {
        Map<String, String> files = new TreeMap<>();
        list(shape)
                .filter(GoldenTest::isGenerated)
                .map(Source::of)
                .forEach(source -> files.put(source.name(), source.text()));
        return files;
    }

    private static void update(Path shape, Map<String, String> generated) {
        try {
            for (Path old : list(shape).filter(GoldenTest::isGenerated).toList()) {
                Files.delete(old);
            }
            for (Map.Entry<String, String> file : byName(generated).entrySet()) {
                Files.writeString(shape.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isGenerated(Path path) {
        return path.toString().matches(".*(Codec|Dispatcher)\\.java");
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
