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

    private static final Pattern COMMENT_OR_LITERAL =
            Pattern.compile("(?s)\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|/\\*.*?\\*/|//[^\n]*");

    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    /* A text begins with a word; a part of one, with a space or a comma. */
    private static final Pattern BEGIN = Pattern.compile("\"([a-z][^\":;=]* [^\":;=]*)[^\"]*\"");

    private static final Pattern UNSEEN = Pattern.compile("(?:\\bLog\\.warn|\\bwarn|\\bassert\\b[^\"]*)");

    /* What stands in the middle of a text, in the place of a value or behind the rule, and in no exception. */
    private static final Set<String> NO_RULES = Set.of(
            "a UUID",
            "a boolean",
            "a character",
            "a continuation",
            "a date",
            "a date and a time",
            "a date and a time with a zone",
            "a date and a time with an offset",
            "a decimal number",
            "a deferred task",
            "a duration",
            "a forked task",
            "a hook",
            "a map",
            "a number",
            "a number with a point",
            "a text",
            "a time",
            "a value",
            "a whole number",
            "an array",
            "an extension",
            "an instant",
            "an integer",
            "handling",
            "held back by sends that wait for room",
            "memory cannot be written", // thrown by what writes into memory, which does not throw
            "pausing after a failure",
            "raise @Message(maxLength), or",
            "send it in parts, or a BufferRef",
            "stamp interval", // before: must be a power of 2
            "the byte 0xC1, which msgpack does not use",
            "the hand of its loop",
            "this is where it is",
            "type 0x%08X",
            "waiting for a worker",
            "waiting for its restart");

    private final Map<String, String> sections = sections();
    private final List<String> rules = rules(sections);
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

    /* Whatever way a text takes to its exception: by a method, a condition, a constant. */
    @Test
    void namesEachTextThatBeginsWithARule() {
        String seen = withoutReports(withoutComments(sources));
        Set<String> missing = new TreeSet<>();
        Set<String> noRules = new TreeSet<>(NO_RULES);
        int count = 0;
        Matcher begin = BEGIN.matcher(seen);
        Matcher literal = LITERAL.matcher(seen);
        while (literal.find()) {
            if (begin.region(literal.start(), literal.end()).matches()) {
                String rule = begin.group(1).strip();
                if (!noRules.remove(rule) && !NO_RULES.contains(rule) && !isNamed(rule)) {
                    missing.add(rule);
                }
                count++;
            }
        }

        assertThat(missing).as("docs/errors.md lacks these rules").isEmpty();
        assertThat(noRules).as("no source has these").isEmpty();
        assertThat(count).isGreaterThan(280);
    }

    private static String withoutComments(String code) {
        return COMMENT_OR_LITERAL
                .matcher(code)
                .replaceAll(match -> match.group().startsWith("/") ? "" : Matcher.quoteReplacement(match.group()));
    }

    /* What is logged, or asserted, is thrown at nobody. */
    private static String withoutReports(String code) {
        StringBuilder rest = new StringBuilder();
        Matcher report = UNSEEN.matcher(code);
        int end = 0;
        while (report.find(end)) {
            rest.append(code, end, report.start());
            end = code.indexOf(';', endOfLiterals(code, report.end()));
        }
        return rest.append(code, end, code.length()).toString();
    }

    /** {@return where a statement has its last literal behind it} */
    private static int endOfLiterals(String code, int from) {
        int end = from;
        Matcher literal = LITERAL.matcher(code);
        while (literal.find(end) && code.indexOf(';', end) > literal.start()) {
            end = literal.end();
        }
        return end;
    }

    /* The page may leave the end of a rule out, where there is a limit or the name of an option. */
    private boolean isNamed(String rule) {
        return rules.stream().anyMatch(named -> named.startsWith(rule) || rule.startsWith(named));
    }

    @Test
    void showsNoTextThatTheCodeDoesNotHave() {
        List<String> texts = new ArrayList<>(rules);
        assertThat(texts).hasSizeGreaterThan(80);
        texts.removeIf(text -> sources.contains('"' + fixedPartOf(text)));
        assertThat(texts).as("no source has these texts").isEmpty();
    }

    /** {@return what the page says of texts: the rules of its examples, and those of its tables} */
    private static List<String> rules(Map<String, String> sections) {
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
        return rules;
    }
}
