// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.processor.Compilation.Source;
import io.ringkernel.processor.report.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file below {@code problems} is named after a problem and has what the compiler says as a comment on the line
 * where it says it. A line {@code //// Name.java} begins another file, and one that ends in {@code .json} the schema file;
 * what is said of no line stands there. {@code -Dgolden.update} rewrites the comments.
 */
class ProblemTest {
    private static final Path PROBLEMS = Path.of("src/test/resources/problems");
    private static final String SECTION = "//// ";
    private static final String COMMENT = " // (error|warning|note): ";

    @TempDir
    Path folder;

    static List<Path> problems() throws IOException {
        try (Stream<Path> paths = Files.list(PROBLEMS)) {
            return paths.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void saysThisOnThisLine(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);

        Compilation compilation = compile(sources(file, lines));
        boolean isOfFiles = tag(file).equals(Problem.AUXILIARY_CLASS.tag());
        List<String> messages = (isOfFiles ? compilation.allMessages() : compilation.messages())
                .stream()
                        .map(message -> message.replace(folder + File.separator, ""))
                        .toList();
        if (System.getProperty("golden.update") != null) {
            Files.write(file, update(file, lines, messages));
        }

        assertThat(messages).containsExactlyInAnyOrderElementsOf(expected(file, Files.readAllLines(file)));
        assertThat(messages).anyMatch(message -> message.contains("[" + tag(file) + "]"));
    }

    private Compilation compile(List<Source> sources) throws IOException {
        List<String> options = new ArrayList<>();
        for (Source schema : sources) {
            if (isSchema(schema.name())) {
                Path path = folder.resolve(schema.name());
                options.add("-Aringkernel.schema=" + path);
                if (!schema.text().isEmpty()) {
                    Files.writeString(path, schema.text());
                }
            }
        }
        return Compilation.run(
                folder,
                List.of(),
                sources.stream().filter(source -> !isSchema(source.name())).toList(),
                options);
    }

    private static boolean isSchema(String name) {
        return name.endsWith(".json");
    }

    @Test
    void hasAFileForEachProblem() throws IOException {
        List<String> tags = Arrays.stream(Problem.values())
                .filter(problem -> problem != Problem.CODEC_MISSING) // takes two compilations: SeparateCompilationTest
                .filter(problem -> problem != Problem.CORE_MISSING) // takes another class path: SeparateCompilationTest
                .map(Problem::tag)
                .sorted()
                .toList();

        assertThat(problems().stream().map(ProblemTest::tag).sorted()).isEqualTo(tags);
    }

    @Test
    void isExplainedForEachProblem() throws IOException {
        List<String> headings = Files.readAllLines(Path.of("../docs/problems.md")).stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();

        assertThat(headings)
                .isEqualTo(Arrays.stream(Problem.values()).map(Problem::tag).toList());
    }

    @Test
    void isShownByAnExampleForEachProblem() throws IOException {
        String[] sections = Files.readString(Path.of("../docs/problems.md")).split("(?m)^### ");

        for (String section : Arrays.asList(sections).subList(1, sections.length)) {
            assertThat(section).containsPattern("^\\w+\n\n```(java)?\n[^`]+\n```\n\n[^#]");
        }
    }

    private static String tag(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static List<Source> sources(Path file, List<String> lines) {
        List<Source> sources = new ArrayList<>();
        forEachSection(
                file,
                lines,
                (name, section) -> sources.add(new Source(
                        code(name),
                        String.join(
                                "\n", section.stream().map(ProblemTest::code).toList()))));
        return sources;
    }

    private static List<String> expected(Path file, List<String> lines) {
        List<String> expected = new ArrayList<>();
        forEachSection(file, lines, (name, section) -> {
            if (isSchema(code(name))) {
                Arrays.stream(name.split(" // ")).skip(1).forEach(part -> expected.add("-: " + part));
                return;
            }
            for (int i = 0; i < section.size(); i++) {
                String[] parts = section.get(i).split(" // ");
                for (int part = 1; part < parts.length; part++) {
                    expected.add(name + ":" + (i + 1) + ": " + parts[part]);
                }
            }
        });
        return expected;
    }

    private static List<String> update(Path file, List<String> lines, List<String> messages) {
        List<String> updated = new ArrayList<>();
        forEachSection(file, lines, (name, section) -> {
            if (isSchema(code(name))) {
                updated.add(SECTION + code(name) + comments(messages, "-: "));
                updated.addAll(section);
                return;
            }
            if (lines.get(0).startsWith(SECTION)) {
                updated.add(SECTION + name);
            }
            for (int i = 0; i < section.size(); i++) {
                String place = name + ":" + (i + 1) + ": ";
                updated.add(code(section.get(i)) + comments(messages, place));
            }
        });
        return updated;
    }

    private static String comments(List<String> messages, String place) {
        return messages.stream()
                .filter(message -> message.startsWith(place))
                .map(message -> " // " + message.substring(place.length()))
                .collect(Collectors.joining());
    }

    private static String code(String line) {
        return line.split(COMMENT)[0];
    }

    private interface SectionConsumer {
        void accept(String name, List<String> lines);
    }

    private static void forEachSection(Path file, List<String> lines, SectionConsumer consumer) {
        String name = file.getFileName().toString();
        List<String> section = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(SECTION)) {
                if (!section.isEmpty()) {
                    consumer.accept(name, section);
                }
                name = line.substring(SECTION.length());
                section = new ArrayList<>();
            } else {
                section.add(line);
            }
        }
        consumer.accept(name, section);
    }
}
