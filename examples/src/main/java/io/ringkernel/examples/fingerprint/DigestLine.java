// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import java.io.ByteArrayOutputStream;

/** A line as GNU sha256sum prints it: the digest, two spaces, the name; a backslash before all if the name has escapes. */
final class DigestLine {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private DigestLine() {}

    static byte[] of(byte[] digest, byte[] path) {
        byte[] name = escape(path);
        int start = name.length > path.length ? 1 : 0;
        byte[] line = new byte[start + digest.length * 2 + 2 + name.length + 1];
        int i = 0;
        if (start > 0) {
            line[i++] = '\\';
        }
        for (byte b : digest) {
            line[i++] = HEX[b >> 4 & 0xF];
            line[i++] = HEX[b & 0xF];
        }
        line[i++] = ' ';
        line[i++] = ' ';
        System.arraycopy(name, 0, line, i, name.length);
        line[line.length - 1] = '\n';
        return line;
    }

    /** {@return the name on one line; the name itself if that is how it is} */
    static byte[] escape(byte[] name) {
        if (!needsEscapes(name)) {
            return name;
        }
        ByteArrayOutputStream escaped = new ByteArrayOutputStream();
        for (byte b : name) {
            int letter = escapeOf(b);
            if (letter != 0) {
                escaped.write('\\');
            }
            escaped.write(letter != 0 ? letter : b);
        }
        return escaped.toByteArray();
    }

    private static boolean needsEscapes(byte[] name) {
        for (byte b : name) {
            if (escapeOf(b) != 0) {
                return true;
            }
        }
        return false;
    }

    private static int escapeOf(byte b) {
        return b == '\\' ? '\\' : b == '\n' ? 'n' : b == '\r' ? 'r' : 0;
    }
}
