// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

/** Numbers as people read them. By hand, because {@code String.format} takes longer to start than a small run does. */
final class Text {
    private Text() {}

    /** {@return 1,234,567} */
    static String grouped(long number) {
        StringBuilder text = new StringBuilder(Long.toString(number));
        for (int i = text.length() - 3; i > 0; i -= 3) {
            text.insert(i, ',');
        }
        return text.toString();
    }

    /** {@return 1.5 GB, 20.3 MB or the like} */
    static String bytes(long bytes) {
        return bytes >= 1_000_000_000
                ? decimal(bytes, 1_000_000_000, 1) + " GB"
                : bytes >= 1_000_000 ? decimal(bytes, 1_000_000, 1) + " MB" : decimal(bytes, 1_000, 1) + " kB";
    }

    /** {@return 12 µs, 1.20 ms or the like} */
    static String duration(long ns) {
        return ns >= 1_000_000 ? decimal(ns, 1_000_000, 2) + " ms" : ns / 1_000 + " µs";
    }

    /** {@return number / unit, with some digits behind the point} */
    static String decimal(long number, long unit, int digits) {
        StringBuilder text = new StringBuilder(grouped(number / unit)).append('.');
        long rest = number % unit;
        for (int i = 0; i < digits; i++) {
            rest *= 10;
            text.append(rest / unit);
            rest %= unit;
        }
        return text.toString();
    }

    static String padLeft(String text, int length) {
        return " ".repeat(Math.max(0, length - text.length())) + text;
    }

    static String padRight(String text, int length) {
        return text + " ".repeat(Math.max(0, length - text.length()));
    }
}
