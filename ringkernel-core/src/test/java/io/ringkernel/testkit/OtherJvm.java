// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own, for what one that runs tests cannot show. */
public final class OtherJvm {
    private OtherJvm() {}

    /**
     * Runs a class to its end, which must be one with status 0.
     *
     * @param main       class with a main method
     * @param classPath  on which it is
     * @param unsafeAccess what the JVM says to {@code sun.misc.Unsafe}, if it is one that is asked: {@code allow} or {@code deny}
     * @param folder     in which the output is kept
     * @param printed    all that it is to print, errors included
     * @param flags      further ones of the JVM
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the caller is interrupted
     */
    public static void run(
            Class<?> main, String classPath, String unsafeAccess, Path folder, String printed, String... flags)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=" + unsafeAccess);
        }
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", classPath, main.getName()));

        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();

        assertThat(output).hasContent(printed);
        assertThat(status).isZero();
    }
}
