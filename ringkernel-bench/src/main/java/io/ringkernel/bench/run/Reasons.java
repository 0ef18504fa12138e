// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why something failed. */
public final class Reasons {
    private Reasons() {}

    /**
     * Tells all that is known.
     *
     * @param failure of a trial, or of the run
     * @return its text, and on a line of its own that of each failure it came from
     */
    public static String of(Throwable failure) {
        // The text of a file's failure is its path, and nothing of what went wrong.
        String text = failure instanceof FileSystemException
                ? failure.toString()
                : Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        return text.strip()
                + origins(failure).map(origin -> "\nbecause of: " + origin).collect(Collectors.joining());
    }

    private static Stream<Throwable> origins(Throwable failure) {
        return Stream.concat(Stream.ofNullable(failure.getCause()), Arrays.stream(failure.getSuppressed()))
                .flatMap(origin -> Stream.concat(Stream.of(origin), origins(origin)));
    }
}
