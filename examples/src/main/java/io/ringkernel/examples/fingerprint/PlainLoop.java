// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The same without kernels: one thread, one loop, one array. It is what {@link Fingerprint} is to be faster than, and
 * the way to see by how much:
 *
 * <pre>
 * time java -cp … io.ringkernel.examples.fingerprint.PlainLoop DIR
 * time ./ringkernel demo DIR --quiet
 * </pre>
 */
public final class PlainLoop {
    private PlainLoop() {}

    /**
     * Prints the digest of each file below a folder.
     *
     * @param arguments the folder
     * @throws IOException if anything cannot be read
     */
    public static void main(String... arguments) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of(arguments[0]))) {
            files = all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .collect(Collectors.toList());
        }
        MessageDigest sha256 = Hasher.sha256();
        byte[] step = new byte[64 * 1024];
        OutputStream out = new BufferedOutputStream(System.out, 64 * 1024);
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                for (int length = in.read(step); length >= 0; length = in.read(step)) {
                    sha256.update(step, 0, length);
                }
            }
            byte[] path = file.toString().getBytes(StandardCharsets.UTF_8);
            out.write(DigestLine.of(sha256.digest(), path));
        }
        out.flush();
    }
}
