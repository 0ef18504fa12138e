// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/evolution.md tells a user to write into the pom is what the integration test has there. */
class SchemaDocumentationTest {
    private static final Pattern XML = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);

    @Test
    void showsThePomThatIsTested() throws IOException {
        List<String> pom = lines(Files.readString(Path.of("src/it/schema-file/pom.xml")));
        Matcher blocks = XML.matcher(Files.readString(Path.of("../docs/evolution.md")));

        assertThat(blocks.results().map(block -> lines(block.group(1))))
                .hasSize(2)
                .allSatisfy(block -> assertThat(pom).containsSubsequence(block));
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).toList();
    }
}
