// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody looks at standard error. The JDK knows only whether standard input and output are a terminal. */
final class Terminal {
    private Terminal() {}

    static boolean isErr() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null; // not on Linux
        }
    }
}
