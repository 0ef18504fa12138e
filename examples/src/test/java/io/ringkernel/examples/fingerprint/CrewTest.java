// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.KernelRuntime;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to files that do not stay as they were found, and to a run that does not come to its end. */
@Timeout(60)
class CrewTest {
    private static final String DIGEST_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    @Test
    void losesNothingWhenFilesVanishOrChange() throws Exception {
        Path file = Files.writeString(folder.resolve("abc"), "abc");
        Path grown = Files.writeString(folder.resolve("grown"), "abc");
        Path shrunk = Files.writeString(folder.resolve("shrunk"), "abc");
        Path gone = folder.resolve("gone");

        try (KernelRuntime runtime = KernelRuntime.create()) {
            Crew crew = new Crew(runtime);
            runtime.send("aggregator", new FileFound(bytes(gone), 3));
            runtime.send("aggregator", new FileFound(bytes(grown), 2));
            runtime.send("aggregator", new FileFound(bytes(shrunk), 5 << 20));
            runtime.send("aggregator", new FileFound(bytes(file), 3));
            runtime.send("aggregator", new WalkEnd());

            assertThat(crew.awaitEnd(30_000)).isTrue();
            assertThat(lines(crew))
                    .containsExactly(
                            DIGEST_OF_ABC + "  " + file + "\n",
                            DIGEST_OF_ABC + "  " + grown + "\n",
                            DIGEST_OF_ABC + "  " + shrunk + "\n");
            assertThat(failures(crew))
                    .containsExactly(
                            gone + ": No such file or directory",
                            grown + ": changed while it was read",
                            shrunk + ": changed while it was read");
            assertThat(runtime.buffers().inUseCount()).isZero();
        }
    }

    @Test
    void keepsWhatIsDoneWhenItIsStopped() throws Exception {
        for (int i = 0; i < 50; i++) {
            Files.writeString(folder.resolve("abc" + i), "abc");
        }
        try (RandomAccessFile endless =
                new RandomAccessFile(folder.resolve("endless").toFile(), "rw")) {
            endless.setLength(1L << 40);
        }

        try (KernelRuntime runtime = KernelRuntime.create()) {
            Crew crew = new Crew(runtime);
            crew.start(bytes(folder));
            while (crew.status().filesDone() < 50) {
                assertThat(crew.awaitEnd(1)).isFalse();
            }
            crew.stop();

            assertThat(lines(crew)).hasSize(50).allMatch(line -> line.startsWith(DIGEST_OF_ABC));
            assertThat(failures(crew)).isEmpty();
        }
    }

    private static byte[] bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> lines(Crew crew) {
        return crew.aggregator().lines().stream()
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .toList();
    }

    private static List<String> failures(Crew crew) {
        return crew.aggregator().failures().entrySet().stream()
                .map(failure -> RawPath.toString(failure.getKey()) + ": " + failure.getValue())
                .toList();
    }
}
