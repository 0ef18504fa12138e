// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What msgpack-java does to the JVM, which is nothing that a newer one would warn of. */
class LibraryTest {
    @Test
    void doesWithoutUnsafeWhereTheJvmForbidsIt(@TempDir Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=deny");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));

        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();

        assertThat(output).hasContent("Letter[a=1, priority=2]");
        assertThat(status).isZero();
    }

    /** What the other JVM runs. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] arguments) {
            byte[] bytes = Msgpack.create().pack(Parcel.of(new Letter(1, 2)));
            System.out.println(Msgpack.create().unpack(bytes, Letter.class).message());
        }
    }
}
