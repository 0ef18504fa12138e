// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * What the command line says.
 *
 * @param folder  to fingerprint, as it was written; by default the project's own
 * @param quiet   whether nothing but digests is wanted
 * @param memory  most bytes for payload buffers
 */
record Options(byte[] folder, boolean quiet, long memory) {
    private static final String USAGE = "usage: fingerprint [DIR] [--quiet] [--memory SIZE]";

    private static final long DEFAULT_MEMORY = 64L << 20;
    private static final long LEAST_MEMORY = 1L << 20;
    private static final long MOST_MEMORY = 1L << 40;

    static Options parse(List<byte[]> arguments) {
        byte[] folder = null;
        boolean quiet = false;
        long memory = DEFAULT_MEMORY;
        boolean optionsEnded = false;
        for (Iterator<byte[]> i = arguments.iterator(); i.hasNext(); ) {
            byte[] bytes = i.next();
            String argument = new String(bytes, StandardCharsets.UTF_8);
            if (optionsEnded || !argument.startsWith("-")) {
                if (folder != null) {
                    throw new UsageException("more than one folder: second=" + argument + "; " + USAGE);
                }
                folder = bytes;
            } else if (argument.equals("--quiet")) {
                quiet = true;
            } else if (argument.equals("--memory")) {
                memory = memory(i.hasNext() ? new String(i.next(), StandardCharsets.UTF_8) : "");
            } else if (argument.startsWith("--memory=")) {
                memory = memory(argument.substring("--memory=".length()));
            } else if (argument.equals("--")) {
                optionsEnded = true;
            } else {
                throw new UsageException("unknown option: option=" + argument + "; " + USAGE);
            }
        }
        return new Options(folder == null ? ownFolder() : folder, quiet, memory);
    }

    private static byte[] ownFolder() {
        return System.getProperty("ringkernel.home", ".").getBytes(StandardCharsets.UTF_8);
    }

    private static long memory(String text) {
        int digits = 0;
        while (digits < text.length() && Character.digit(text.charAt(digits), 10) >= 0) {
            digits++;
        }
        int shift = shiftOf(text.substring(digits).toLowerCase(Locale.ROOT));
        if (digits == 0 || digits > 12 || shift < 0) {
            throw new UsageException("memory must be a number of bytes, or of K, M or G: memory=" + text);
        }
        long memory = Long.parseLong(text.substring(0, digits));
        if (memory < LEAST_MEMORY >> shift || memory > MOST_MEMORY >> shift) {
            throw new UsageException("memory must be 1 MiB to 1024 GiB: memory=" + text);
        }
        return memory << shift;
    }

    private static int shiftOf(String unit) {
        return switch (unit) {
            case "", "b" -> 0;
            case "k", "kb", "kib" -> 10;
            case "m", "mb", "mib" -> 20;
            case "g", "gb", "gib" -> 30;
            default -> -1;
        };
    }
}
