// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import java.util.Locale;

/** Writes one picture. Colors come from classes, so that the page decides for light and dark. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    Svg(double width, double height, String description) {
        text.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\" xmlns=\"http://www.w3.org/2000/svg\">",
                width,
                height,
                escape(description)));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    Svg line(String classes, double x1, double y1, double x2, double y2) {
        text.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                classes,
                x1,
                y1,
                x2,
                y2));
        return this;
    }

    Svg bar(String classes, double x, double y, double width, double height, String tip) {
        text.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\"><title>%s</title></rect>",
                classes,
                x,
                y,
                Math.max(1, width),
                height,
                escape(tip)));
        return this;
    }

    Svg label(String classes, double x, double y, String label) {
        text.append(String.format(
                Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", classes, x, y, escape(label)));
        return this;
    }

    Svg path(String classes, CharSequence data, String tip) {
        text.append(String.format(
                Locale.ROOT, "<path class=\"%s\" d=\"%s\"><title>%s</title></path>", classes, data, escape(tip)));
        return this;
    }

    @Override
    public String toString() {
        return text + "</svg>";
    }
}
