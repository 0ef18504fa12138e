// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file could not be read, in the words of the system, without the name that the JDK puts before them. */
final class Reason {
    private static final int LONGEST = 200;

    private Reason() {}

    static String of(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "No such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (e instanceof NotDirectoryException) {
            return "Not a directory";
        }
        String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
        String text = reason == null ? e.toString() : reason;
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
