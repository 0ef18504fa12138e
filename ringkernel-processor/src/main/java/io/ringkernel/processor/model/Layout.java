// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Where the fields of a message lie: each at the next multiple of its alignment, in the order of declaration, the block
 * rounded up to whole longs.
 *
 * @param fields           in the order of declaration
 * @param gaps             where fields were removed, in the order of the block
 * @param blockLength      in bytes
 * @param maxEncodedLength block and every tail field at its limit, or the limit of the message
 * @param isCut            whether it is the limit of the message, and less than its fields could have
 */
public record Layout(List<Field> fields, List<Gap> gaps, int blockLength, long maxEncodedLength, boolean isCut) {
    /**
     * Lays a message out.
     *
     * @param message      to lay out, free of findings
     * @param nestedLength gives the most bytes an inner message can have
     * @return its layout
     */
    public static Layout of(DeclaredMessage message, ToLongFunction<FieldType.Nested> nestedLength) {
        List<Field> fields = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        int offset = reserve(message, "", 0, gaps);
        long tail = 0;
        for (Component component : message.components()) {
            FieldType type = component.type();
            offset = roundUp(offset, Math.max(1, type.alignment()));
            long limit = new TailLimit(component, nestedLength).of(type);
            fields.add(new Field(
                    component, offset, (int) Math.min(limit, message.maxLength().value())));
            offset = reserve(message, component.name(), offset + type.blockLength(), gaps);
            tail += limit;
        }
        int blockLength = roundUp(offset, Long.BYTES);
        long fieldLength = blockLength + tail;
        long maxLength = Math.min(fieldLength, message.maxLength().value());
        return new Layout(List.copyOf(fields), List.copyOf(gaps), blockLength, maxLength, maxLength < fieldLength);
    }

    private static int reserve(DeclaredMessage message, String after, int from, List<Gap> gaps) {
        int offset = from;
        for (Reservation reservation : message.reserved()) {
            if (reservation.after().value().equals(after)) {
                offset = roundUp(offset, reservation.type().alignment());
                gaps.add(new Gap(reservation, offset));
                offset += reservation.type().blockLength();
            }
        }
        return offset;
    }

    private static int roundUp(int value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }

    /** {@return the components that are bound to the header} */
    public List<Field> bound() {
        return fields.stream()
                .filter(field -> field.type() instanceof FieldType.Bound)
                .toList();
    }

    /** {@return whether there is a field that has bytes behind the block} */
    public boolean hasTail() {
        return fields.stream().anyMatch(field -> field.type().isTail());
    }

    /** {@return the versions that added fields, from the lowest} */
    public List<Integer> growth() {
        return fields.stream()
                .map(Field::component)
                .filter(Component::isAdded)
                .map(Component::since)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Finds out how long the block of an older message is at least. Places that are reserved do not count: which versions
     * had them is not known.
     *
     * @param version of the writer
     * @return length in bytes
     */
    public int blockLength(int version) {
        int end = fields.stream()
                .filter(field -> field.component().since() <= version)
                .mapToInt(Field::end)
                .max()
                .orElse(0);
        return roundUp(end, Long.BYTES);
    }
}
