// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.Component;
import io.ringkernel.processor.model.Field;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.Layout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Draws the bytes of a message as a table. */
final class LayoutTable {
    private record Place(int offset, int length, String name, String type) {}

    private record Row(String offset, String length, String name, String type) {}

    private static final String PADDING = "(padding)";
    private static final String RESERVED = "(reserved)";

    private final List<Row> rows = new ArrayList<>();

    private LayoutTable(Layout layout) {
        int end = 0;
        for (Place place : places(layout)) {
            pad(end, place.offset());
            rows.add(new Row("" + place.offset(), "" + place.length(), place.name(), place.type()));
            end = place.offset() + place.length();
        }
        pad(end, layout.blockLength());
        if (layout.hasTail()) {
            rows.add(new Row(
                    "" + layout.blockLength(),
                    "",
                    "tail",
                    "up to " + (layout.maxEncodedLength() - layout.blockLength()) + " bytes"));
        }
        layout.bound().forEach(field -> rows.add(new Row("header", "", field.name(), type(field))));
    }

    private static List<Place> places(Layout layout) {
        Stream<Place> fields = layout.fields().stream()
                .filter(field -> !(field.type() instanceof FieldType.Bound))
                .map(field -> new Place(field.offset(), field.type().blockLength(), field.name(), type(field)));
        Stream<Place> gaps =
                layout.gaps().stream().map(gap -> new Place(gap.offset(), gap.length(), RESERVED, "was " + gap.name()));
        return Stream.concat(fields, gaps)
                .sorted(Comparator.comparingInt(Place::offset))
                .toList();
    }

    /** The table as Javadoc shows it. */
    static String of(Layout layout) {
        String text =
                layout.fields().isEmpty() && layout.gaps().isEmpty() ? "(no fields)\n" : new LayoutTable(layout).text();
        return text.contains("<") ? "<pre>{@code\n" + text + "}</pre>" : "<pre>\n" + text + "</pre>";
    }

    private void pad(int from, int to) {
        if (from < to) {
            rows.add(new Row("" + from, "" + (to - from), PADDING, ""));
        }
    }

    private static String type(Field field) {
        Component component = field.component();
        return form(field)
                + (component.isAdded() ? ", since version " + component.since() : "")
                + (component.isDeprecated() ? ", deprecated" : "");
    }

    private static String form(Field field) {
        Component component = field.component();
        String name = component.type().displayName() + (component.isNullable() ? " or null" : "");
        if (component.type() instanceof FieldType.Bound bound) {
            return name + ", " + bound.field().displayName();
        }
        if (component.type().plain() instanceof FieldType.Enumeration) {
            return name + ", code";
        }
        return component.type().isTail() ? name + ", reference to tail, up to " + field.limit() + " bytes" : name;
    }

    private String text() {
        int nameWidth = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        int typeWidth = rows.stream().mapToInt(row -> row.type().length()).max().orElse(0);
        StringBuilder text = new StringBuilder("offset  length  field\n");
        text.append("------  ------  ")
                .append("-".repeat(nameWidth + 2 + typeWidth))
                .append('\n');
        for (Row row : rows) {
            String line = String.format(
                    "%6s  %6s  %-" + nameWidth + "s  %s", row.offset(), row.length(), row.name(), row.type());
            text.append(line.stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
