// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.processor.Compilation.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeterminismTest {
    @TempDir
    Path folder;

    @Test
    void writesTheSameWhateverTheOrderOfTheSources() throws IOException {
        List<Source> sources = sources("kernel-class");
        Compilation first = Compilation.strict(folder.resolve("first"), sources);

        for (int seed = 0; seed < 3; seed++) {
            List<Source> shuffled = new ArrayList<>(sources);
            Collections.shuffle(shuffled, new Random(seed));
            Compilation next = Compilation.strict(folder.resolve("next" + seed), shuffled);

            assertThat(next.messages()).isEmpty();
            assertThat(next.generated()).isEqualTo(first.generated());
            assertThat(next.services(ServicesFile.KERNELS)).isEqualTo(first.services(ServicesFile.KERNELS));
        }
    }

    @Test
    void findsTheSameWhateverTheOrderOfTheSources() {
        Source one = new Source("One.java", "package a; @io.ringkernel.annotation.Message(id = 1) record One() {}");
        Source two = new Source("Two.java", "package a; @io.ringkernel.annotation.Message(id = 1) record Two() {}");

        List<String> messages = Compilation.lenient(folder, List.of(one, two)).messages();

        assertThat(messages).hasSize(1).allMatch(message -> message.startsWith("Two.java:1: error: [DuplicateTypeId]"));
        assertThat(Compilation.lenient(folder, List.of(two, one)).messages()).isEqualTo(messages);
    }

    private static List<Source> sources(String shape) throws IOException {
        try (Stream<Path> paths = Files.list(Path.of("src/test/resources/golden", shape))) {
            return paths.filter(path -> !path.toString().matches(".*(Codec|Dispatcher)\\.java"))
                    .sorted()
                    .map(Source::of)
                    .toList();
        }
    }
}
