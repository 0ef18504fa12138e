// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the main job, and compares it with the tools that everybody has. */
class FingerprintTest {
    private static final String SHA256SUM = "find \"$1\" -type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum --";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @BeforeEach
    void needsTheTools() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")) && Files.isExecutable(Path.of("/usr/bin/sha256sum")));
    }

    @Test
    void printsWhatSha256sumPrints() throws Exception {
        growTree();

        assertThat(run(folder.toString(), "--quiet")).isZero();

        assertThat(digests()).hasSizeGreaterThan(1_000).isEqualTo(shell(SHA256SUM, folder.toString()));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void printsTheSameWithLittleMemory() throws Exception {
        growTree();

        assertThat(run(folder.toString(), "--quiet", "--memory", "1M")).isZero();

        assertThat(digests()).isEqualTo(shell(SHA256SUM, folder.toString()));
    }

    @Test
    void printsThePathAsItWasGiven() throws Exception {
        shell("cd \"$1\" && mkdir a && echo a > a/b && ln -s a link && mkfifo pipe", folder.toString());

        for (String end : List.of("", "/", "//", "/.", "/a/..", "/a/b", "/link", "/link/", "/pipe")) {
            out.reset();
            assertThat(run(folder + end, "--quiet")).isZero();
            assertThat(digests()).isEqualTo(shell(SHA256SUM, folder + end));
        }
    }

    /** Names that are not ASCII, and names that are not even UTF-8, where the locale knows nothing but ASCII. */
    @Test
    void keepsNamesThatTheLocaleCannotShow() throws Exception {
        String names = "green=$1/$(printf 'gr\\303\\274n'); odd=$1/$(printf 'o\\377d'); ";
        shell(
                names + "mkdir \"$green\" \"$odd\" && echo a > \"$green/a\" && echo b > \"$odd/$(printf '\\376')\"",
                folder.toString());

        for (String start : List.of("$1", "$green", "$odd/")) {
            List<String> actual = shell(
                    names + "exec \"$2\" -cp \"$3\" " + Fingerprint.class.getName() + " --quiet \"" + start + "\"",
                    folder.toString(),
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    System.getProperty("java.class.path"));
            assertThat(actual).isNotEmpty().isEqualTo(shell(names + SHA256SUM.replace("$1", start), folder.toString()));
        }
    }

    @Test
    void saysWhatCannotBeRead() throws Exception {
        Path mem = Path.of("/proc/self/mem"); // a regular file that nobody can read from its start
        assumeTrue(Files.isRegularFile(mem));

        assertThat(run(mem.toString())).isEqualTo(1);

        assertThat(digests()).isEmpty();
        assertThat(err.toString()).startsWith("/proc/self/mem: Input/output error\n");
    }

    @Test
    void goesOnAfterWhatItMayNotRead() throws Exception {
        shell("cd \"$1\" && echo a > a && echo b > b && mkdir c && echo d > c/d && chmod 0 a c", folder.toString());
        assumeFalse(Files.isReadable(folder.resolve("a")), "root may read everything");

        int status = run(folder.toString());
        shell("chmod 700 \"$1/c\"", folder.toString());

        assertThat(status).isEqualTo(1);
        assertThat(digests()).isEqualTo(shell("sha256sum \"$1/b\"", folder.toString()));
        assertThat(err.toString()).startsWith(folder + "/a: Permission denied\n" + folder + "/c: Permission denied\n");
    }

    @Test
    void printsATable() throws Exception {
        growTree();

        assertThat(run(folder.toString())).isZero();

        assertThat(err.toString())
                .containsPattern("(?m)^files +1,\\d{3} of 1,\\d{3}$")
                .containsPattern("(?m)^bytes +\\d+,\\d{3},\\d{3}$")
                .containsPattern("(?m)^hash requests( +[0-9.,]+( [mµ]s)?){6}$")
                .containsPattern("(?m)^status requests( +[0-9.,]+( [mµ]s)?){6}$");
    }

    @Test
    void refusesWhatItCannotDo() {
        String usage = "; usage: fingerprint [DIR] [--quiet] [--memory SIZE]\n";
        assertRefused(
                "fingerprint: cannot read folder: folder=no\\\\such, reason=No such file or directory\n", "no\\such");
        assertRefused("fingerprint: cannot read folder: folder=, reason=No such file or directory\n", "");
        assertRefused("fingerprint: cannot read folder: folder=/dev/null/, reason=Not a directory\n", "/dev/null/");
        assertRefused("fingerprint: unknown option: option=--queit" + usage, "--queit");
        assertRefused("fingerprint: more than one folder: second=b" + usage, "a", "b");
        assertRefused("fingerprint: memory must be a number of bytes, or of K, M or G: memory=lots\n", "--memory=lots");
        assertRefused("fingerprint: memory must be 1 MiB to 1024 GiB: memory=1023K\n", "--memory", "1023K");
    }

    private void assertRefused(String message, String... arguments) {
        err.reset();
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString()).isEqualTo(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void endsQuietlyWhenNobodyReads() throws Exception {
        Files.writeString(folder.resolve("a"), "a");
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        assertThat(Fingerprint.run(bytes(folder.toString()), closed, new PrintStream(err), false))
                .isEqualTo(141);

        assertThat(err.toString()).isEmpty();
    }

    private void growTree() throws Exception {
        shell("""
                cd "$1" && mkdir -p 'a folder/deep' empty "$(printf 'new\\nline')" "$(printf '\\303\\274ml\\303\\244ut')"
                : > nothing && : > 'a folder/ nothing '
                echo 1 > "$(printf 'new\\nline/carriage\\rreturn')" && echo 2 > 'back\\slash' && echo 3 > '\\n' && echo 4 > -dash
                echo 5 > "$(printf '\\303\\274ml\\303\\244ut/\\360\\237\\216\\211')" && echo 6 > 'per%41cent #?*' && echo 7 > 'tab\tand "quote"'
                ln -s nothing link && ln -s 'a folder' linked && ln -s nowhere dangling && mkfifo pipe
                """, folder.toString());
        try (RandomAccessFile sparse =
                new RandomAccessFile(folder.resolve("sparse").toFile(), "rw")) {
            sparse.setLength(300L << 20);
        }
        Random random = new Random(11);
        for (int i = 0; i < 1_000; i++) {
            Path home = Files.createDirectories(folder.resolve("many/" + i % 17));
            write(home.resolve("file " + i), random, random.nextInt(1 << random.nextInt(16)));
        }
        for (int length : List.of(4_095, 4_096, 1 << 16, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5 << 20)) {
            write(folder.resolve("length " + length), random, length);
        }
    }

    private static void write(Path file, Random random, int length) throws IOException {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        Files.write(file, bytes);
    }

    private int run(String... arguments) {
        return Fingerprint.run(bytes(arguments), out, new PrintStream(err, true, StandardCharsets.UTF_8), false);
    }

    private static List<byte[]> bytes(String... arguments) {
        return Arrays.stream(arguments)
                .map(argument -> argument.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private List<String> digests() {
        return lines(out.toByteArray());
    }

    private static List<String> shell(String script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        List<String> printed = lines(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(script).isZero();
        return printed;
    }

    /** {@return lines of bytes, each byte a char} */
    private static List<String> lines(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
    }
}
