// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ringkernel.testkit.OtherJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Native memory needs two jars besides this module, works with nothing else, and says nothing while it does. */
class DependenciesTest {
    private static final Pattern NEEDED = Pattern.compile("(chronicle-(bytes|core)|slf4j-api)-[\\d.]+\\.jar");

    /** One class of each jar that Chronicle Bytes would bring along and that a native store does not need. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.kenai.jffi.Platform",
                "com.sun.jna.Native",
                "com.sun.jna.platform.FileUtils",
                "jnr.constants.Constant",
                "jnr.ffi.Runtime",
                "net.openhft.chronicle.analytics.Analytics",
                "net.openhft.posix.PosixAPI",
                "org.jetbrains.annotations.NotNull",
                "org.objectweb.asm.ClassReader",
            })
    void leavesOutWhatANativeStoreDoesNotNeed(String name) {
        assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> Class.forName(name));
    }

    @Test
    void needsThreeJarsAndPrintsNothing(@TempDir Path folder) throws IOException, InterruptedException {
        OtherJvm.run(Probe.class, neededClassPath(), "allow", folder, "");
    }

    private static String neededClassPath() {
        String jars = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> Files.isDirectory(Path.of(entry))
                        || NEEDED.matcher(Path.of(entry).getFileName().toString())
                                .matches())
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(jars).contains("chronicle-bytes", "chronicle-core", "slf4j-api");
        return jars;
    }

    /** What the other JVM runs: every kind of access, once. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] arguments) {
            MessageBuffer buffer = MessageBuffer.allocate(64);
            MessageBuffer copy = MessageBuffer.allocate(64);

            buffer.putByte(0, (byte) 1);
            buffer.putShort(2, (short) 2);
            buffer.putInt(4, 3);
            buffer.putLong(8, 4);
            buffer.putBytes(16, new byte[] {5, 6, 7, 8, 9, 10, 11, 12}, 0, 8);
            copy.putBytes(0, buffer, 0, 64);
            buffer.clear(0, 64);
            byte[] bytes = new byte[8];
            copy.getBytes(16, bytes, 0, 8);

            expect(1, copy.getByte(0));
            expect(2, copy.getShort(2));
            expect(3, copy.getInt(4));
            expect(4, copy.getLong(8));
            expect(12, bytes[7]);
            expect(0, buffer.getLong(8));
        }

        private static void expect(long expected, long actual) {
            if (expected != actual) {
                throw new AssertionError("expected=" + expected + ", actual=" + actual);
            }
        }
    }
}
