// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.Component;
import io.ringkernel.processor.model.Field;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.Layout;
import java.util.ArrayList;
import java.util.List;

/** Draws the bytes of a message as a table. */
final class LayoutTable {
    private record Row(String offset, String length, String name, String type) {}

    private static final String PADDING = "(padding)";

    private final List<Row> rows = new ArrayList<>();

    private LayoutTable(Layout layout) {
        int end = 0;
        for (Field field : layout.fields()) {
            if (field.type() instanceof FieldType.Bound) {
                continue;
            }
            pad(end, field.offset());
            rows.add(new Row("" + field.offset(), "" + field.type().blockLength(), field.name(), type(field)));
            end = field.end();
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

    static String of(Layout layout) {
        return layout.fields().isEmpty() ? "(no fields)\n" : new LayoutTable(layout).text();
    }

    private void pad(int from, int to) {
        if (from < to) {
            rows.add(new Row("" + from, "" + (to - from), PADDING, ""));
        }
    }

    private static String type(Field field) {
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
