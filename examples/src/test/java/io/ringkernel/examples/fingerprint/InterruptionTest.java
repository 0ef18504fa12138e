// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ends the main job from outside, at any time: it ends soon, and with nothing but digests. */
@DisabledOnOs(OS.WINDOWS) // which ends a process without telling it
class InterruptionTest {
    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void endsCleanlyWheneverItIsInterrupted() throws Exception {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        Files.writeString(tree.resolve("short"), "short");
        try (RandomAccessFile sparse =
                new RandomAccessFile(tree.resolve("endless").toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }

        Path started = folder.resolve("started");
        for (int delayMs = 0; delayMs <= 300; delayMs += 25) {
            Files.deleteIfExists(started);
            File out = folder.resolve("out").toFile();
            File err = folder.resolve("err").toFile();
            Process process = new ProcessBuilder(command(started, tree))
                    .redirectOutput(out)
                    .redirectError(err)
                    .start();
            while (process.isAlive() && !Files.exists(started)) {
                Thread.yield();
            }
            Thread.sleep(delayMs); // waits for nothing: the moment is what the rounds vary, and each must end cleanly
            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(TERMINATED);
            assertThat(Files.readString(err.toPath()))
                    .as("after %d ms", delayMs)
                    .isEmpty();
            assertThat(Files.readAllLines(out.toPath())).hasSizeLessThanOrEqualTo(1);
        }
    }

    /** Says that the JVM has come to the program: one that is interrupted while it boots has words of its own. */
    static final class Start {
        private Start() {}

        public static void main(String... arguments) throws IOException {
            Files.createFile(Path.of(arguments[0]));
            Fingerprint.main(Arrays.copyOfRange(arguments, 1, arguments.length));
        }
    }

    private static List<String> command(Path started, Path tree) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
            command.add("--enable-native-access=ALL-UNNAMED"); // of what another example brings to the class path
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Start.class.getName()));
        command.addAll(List.of(started.toString(), "--quiet", tree.toString()));
        return command;
    }
}
