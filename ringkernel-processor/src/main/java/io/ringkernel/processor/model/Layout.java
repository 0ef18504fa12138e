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
 * @param blockLength      in bytes
 * @param maxEncodedLength block and every tail field at its limit, or the limit of the message
 */
public record Layout(List<Field> fields, int blockLength, long maxEncodedLength) {
    /**
     * Lays a message out.
     *
     * @param message      to lay out, free of findings
     * @param nestedLength gives the most bytes an inner message can have
     * @return its layout
     */
    public static Layout of(DeclaredMessage message, ToLongFunction<FieldType.Nested> nestedLength) {
        List<Field> fields = new ArrayList<>();
        int offset = 0;
        long tail = 0;
        for (Component component : message.components()) {
            FieldType type = component.type();
            offset = roundUp(offset, Math.max(1, type.alignment()));
            long limit = new TailLimit(component, nestedLength).of(type);
            fields.add(new Field(
                    component, offset, (int) Math.min(limit, message.maxLength().value())));
            offset += type.blockLength();
            tail += limit;
        }
        int blockLength = roundUp(offset, Long.BYTES);
        long maxLength = Math.min(blockLength + tail, message.maxLength().value());
        return new Layout(List.copyOf(fields), blockLength, maxLength);
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
}
