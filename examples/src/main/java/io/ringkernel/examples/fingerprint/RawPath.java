// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * File names as the bytes that they are on the disk.
 *
 * <p>A {@link Path} holds the right bytes, but its string holds them decoded by the locale, which loses what the locale
 * cannot say: in the C locale everything that is not ASCII. The URI of a path has the bytes themselves, as escapes.
 */
final class RawPath {
    /** The longest path there is, in bytes: what Linux opens. */
    static final int LONGEST = 4096;

    private static final String HERE = System.getProperty("user.dir");
    private static final Path PROC_HERE = Path.of("/proc/self/cwd");

    private RawPath() {}

    /** {@return the last name of a path} */
    static byte[] nameOf(Path path) {
        String name = String.valueOf(path.getFileName());
        if (isAscii(name)) {
            return name.getBytes(StandardCharsets.US_ASCII);
        }
        String uri = path.toUri().getRawPath();
        int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
        return unescape(uri.substring(uri.lastIndexOf('/', end - 1) + 1, end));
    }

    /** {@return the path of those bytes} */
    static Path of(byte[] bytes) {
        String path = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean absolute = path.startsWith("/");
        if (isAscii(path) && (absolute || isAscii(HERE))) {
            return Path.of(path);
        }
        return Path.of(URI.create("file://" + (absolute ? "" : here()) + escape(bytes)));
    }

    /** {@return the current folder, under a name that does not depend on the locale if there is one} */
    private static String here() {
        return isAscii(HERE) || !Files.exists(PROC_HERE)
                ? Path.of("").toAbsolutePath().toUri().getRawPath()
                : PROC_HERE + "/";
    }

    /** {@return folder and name joined, as find prints them} */
    static byte[] join(byte[] folder, byte[] name) {
        byte[] joined = new byte[folder.length + (endsInSlash(folder) ? 0 : 1) + name.length];
        joined[joined.length - name.length - 1] = '/';
        System.arraycopy(folder, 0, joined, 0, folder.length);
        System.arraycopy(name, 0, joined, joined.length - name.length, name.length);
        return joined;
    }

    static boolean endsInSlash(byte[] path) {
        return path.length > 0 && path[path.length - 1] == '/';
    }

    /** {@return a path to be shown on one line} */
    static String toString(byte[] path) {
        return new String(DigestLine.escape(path), StandardCharsets.UTF_8);
    }

    /** {@return the arguments of this process as they were given, of which Java shows what the locale can decode} */
    static List<byte[]> arguments(String... decoded) {
        List<byte[]> arguments = new ArrayList<>();
        for (String argument : decoded) {
            arguments.add(argument.getBytes(StandardCharsets.UTF_8));
        }
        if (!isAscii(String.join("", decoded))) {
            try {
                List<byte[]> all = split(Files.readAllBytes(Path.of("/proc/self/cmdline")));
                return all.subList(all.size() - decoded.length, all.size());
            } catch (IOException | IndexOutOfBoundsException e) {
                return arguments; // not on Linux: what Java shows has to do
            }
        }
        return arguments;
    }

    private static List<byte[]> split(byte[] lines) {
        List<byte[]> parts = new ArrayList<>();
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        for (byte b : lines) {
            if (b != 0) {
                part.write(b);
            } else {
                parts.add(part.toByteArray());
                part.reset();
            }
        }
        return parts;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static String escape(byte[] bytes) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : bytes) {
            if (b == '/' || Character.isLetterOrDigit(b)) {
                escaped.append((char) b);
            } else {
                escaped.append('%')
                        .append(Character.forDigit(b >> 4 & 0xF, 16))
                        .append(Character.forDigit(b & 0xF, 16));
            }
        }
        return escaped.toString();
    }

    private static byte[] unescape(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) == '%') {
                bytes.write(Integer.parseInt(escaped, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(escaped.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}
