// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.processor.Compilation.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The messages of the runtime itself. The core is compiled before the processor, so their codecs are kept there as sources;
 * they are what is generated, but for the first line. {@code -Dgolden.update} rewrites them.
 */
class SystemMessagesTest {
    private static final Path CORE = Path.of("../ringkernel-core/src/main");
    private static final Path SOURCES = CORE.resolve("java");
    private static final List<String> PACKAGES = List.of("io/ringkernel", "io/ringkernel/supervision");
    private static final Path SERVICES =
            CORE.resolve("resources/META-INF/services/io.ringkernel.codec.MessageDefinition");
    private static final String LICENCE = "// SPDX-License-Identifier: Apache-2.0\n";

    @TempDir
    Path folder;

    private static List<Source> messages() throws IOException {
        List<Source> messages = new ArrayList<>();
        for (String home : PACKAGES) {
            try (Stream<Path> files = Files.list(SOURCES.resolve(home))) {
                files.filter(Files::isRegularFile)
                        .sorted()
                        .map(Source::of)
                        .filter(source -> source.text().contains("\n@Message("))
                        .forEach(messages::add);
            }
        }
        return messages;
    }

    @Test
    void keepsTheCodecsThatAreGenerated() throws IOException {
        List<Source> messages = messages();
        assertThat(messages).isNotEmpty();

        // which are on the class path already: javac says so, with -Xlint:processing
        List<String> options = List.of("-Xlint:all,-processing", "-Werror", "-Xdoclint:all/protected");
        Compilation compilation = Compilation.run(folder, List.of(), messages, options);

        assertThat(compilation.messages()).isEmpty();
        String services = compilation.generated().keySet().stream()
                .filter(path -> path.endsWith("Codec.java"))
                .map(path -> path.replace(".java", "$Definition\n").replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining());
        for (Map.Entry<String, String> file : compilation.generated().entrySet()) {
            if (file.getKey().endsWith("Codec.java")) {
                String text =
                        LICENCE + file.getValue().substring(file.getValue().indexOf("package "));
                holds(SOURCES.resolve(file.getKey()), text);
            }
        }
        holds(SERVICES, services);
    }

    private static void holds(Path file, String text) throws IOException {
        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(file).content().isEqualTo(text);
    }
}
