// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares docs/errors.md with what the code throws. */
class ErrorsTest {
    private static final String OTHERS = "Exceptions of the JDK";

    private static final Pattern THROWN =
            Pattern.compile("new (\\w+Exception)\\(\\s*(?:String\\.format\\(\\s*)?\"([^\":;=]+)");

    private final Map<String, String> sections = sections();
    private final String sources = sources();

    private static Map<String, String> sections() {
        Map<String, String> sections = new LinkedHashMap<>();
        for (String section : read(Path.of("../docs/errors.md")).split("(?m)^## ")) {
            int end = section.indexOf('\n');
            sections.put(section.substring(0, end).replace("`", ""), section.substring(end));
        }
        return sections;
    }

    private static String sources() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ErrorsTest::read)
                    .collect(Collectors.joining());
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

    private static final Set<String> EXCEPTIONS = exceptions();

    private static Set<String> exceptions() {
        Set<String> names = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.ringkernel")) {
            if (type.isAssignableTo(Throwable.class) && type.getModifiers().contains(JavaModifier.PUBLIC)) {
                names.add(type.getSimpleName());
            }
        }
        return names;
    }

    /* Some texts have a value in their rule. */
    private static String fixedPartOf(String rule) {
        for (String begin : List.of("handler threw ", "cannot ")) {
            if (rule.startsWith(begin)) {
                return begin;
            }
        }
        return rule;
    }

    @Test
    void hasASectionForEachExceptionAndNoOther() {
        Set<String> headings = new TreeSet<>(sections.keySet());
        headings.removeIf(heading -> heading.equals(OTHERS) || heading.equals("# Errors"));

        assertThat(headings).isEqualTo(EXCEPTIONS);
    }

    @Test
    void saysForEachExceptionItsTextsItsCauseAndTheRemedy() {
        sections.forEach((name, section) -> {
            if (EXCEPTIONS.contains(name) && !name.equals("RingKernelException")) {
                assertThat(section).as(name).contains("```\n", "* **Cause.** ", "* **Remedy.** ");
            }
        });
    }

    @Test
    void namesEachRuleThatTheCodeThrows() {
        Map<String, Set<String>> missing = new TreeMap<>();
        Matcher thrown = THROWN.matcher(sources);
        int count = 0;
        while (thrown.find()) {
            String rule = thrown.group(2).strip();
            if (!sections.getOrDefault(thrown.group(1), sections.get(OTHERS)).contains(rule)
                    && !thrown.group(1).equals("UncheckedIOException")) {
                missing.computeIfAbsent(thrown.group(1), name -> new TreeSet<>())
                        .add(rule);
            }
            count++;
        }

        assertThat(missing).as("docs/errors.md lacks these rules").isEmpty();
        assertThat(count).isGreaterThan(80);
    }

    @Test
    void showsNoTextThatTheCodeDoesNotHave() {
        Pattern example = Pattern.compile("(?s)```\n(.*?)```");
        Pattern rule = Pattern.compile("(?<=[|,] )`([^`]+)`(?=[,]| \\|)");
        List<String> rules = new ArrayList<>();
        sections.forEach((name, section) -> {
            Matcher examples = example.matcher(section);
            while (examples.find()) {
                examples.group(1).lines().map(line -> line.split(": ")[0]).forEach(rules::add);
            }
            section.lines().filter(line -> line.startsWith("| `")).forEach(line -> {
                Matcher matcher = rule.matcher(line.substring(0, line.indexOf(" | ") + 2));
                while (matcher.find()) {
                    rules.add(matcher.group(1));
                }
            });
        });

        assertThat(rules).hasSizeGreaterThan(80);
        rules.removeIf(text -> sources.contains('"' + fixedPartOf(text)));
        assertThat(rules).as("no source has these texts").isEmpty();
    }
}
