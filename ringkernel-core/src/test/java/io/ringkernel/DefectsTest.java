// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Looks whether each defect of the neighbours in docs/defects.md is held by tests that are there. */
class DefectsTest {
    private static final Path PAGE = Path.of("../docs/defects.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!defect \\|)([^|]+) \\| (.*) \\|$");
    private static final Pattern NAME = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    /** {@return the sources of the tests of all modules, by the names of their classes, which need not be unique} */
    private static Map<String, String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."), 12)) {
            return files.filter(file -> file.toString().matches(".*/src/(test|it)/.*Test\\.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            DefectsTest::read,
                            String::concat));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /* Tests are the only methods of their classes that are neither private nor static. */
    private static boolean isThere(String test, MatchResult name) {
        return test.contains("\n    void " + name.group(2) + "(")
                || test.contains("\n    Stream<DynamicTest> " + name.group(2) + "(");
    }

    @Test
    void namesForEachDefectTestsThatAreThere() throws IOException {
        Map<String, String> tests = tests();
        List<MatchResult> rows = ROW.matcher(Files.readString(PAGE)).results().toList();
        Set<String> missing = new TreeSet<>();
        rows.forEach(row -> {
            List<MatchResult> names = NAME.matcher(row.group(2)).results().toList();
            assertThat(names).as(row.group(1)).isNotEmpty();
            names.stream()
                    .filter(name -> !isThere(tests.getOrDefault(name.group(1), ""), name))
                    .forEach(name -> missing.add(name.group(1) + "." + name.group(2)));
        });

        assertThat(rows).hasSizeGreaterThan(45);
        assertThat(missing).as("no such tests").isEmpty();
    }
}
