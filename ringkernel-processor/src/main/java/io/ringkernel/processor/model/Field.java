// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

/**
 * One component and its place in the block.
 *
 * @param component that is laid out
 * @param offset    in the block, in bytes
 * @param limit     most bytes in the tail; 0 for a field that has none there
 */
public record Field(Component component, int offset, int limit) {
    /** {@return the name of the component} */
    public String name() {
        return component.name();
    }

    /** {@return the type of the component} */
    public FieldType type() {
        return component.type();
    }

    /** {@return the offset of the first byte behind the field} */
    public int end() {
        return offset + type().blockLength();
    }

    /** {@return the most bytes of a text, of bytes or of a number in the tail; 0 if there is none in it} */
    public int maxLength() {
        if (type().plain() instanceof FieldType.Variable) {
            return limit;
        }
        return type().parts().anyMatch(FieldType.Variable.class::isInstance) ? component.lengthLimit() : 0;
    }

    /** {@return as {@link #maxLength}, whatever the limit of the message is} */
    public int declaredLength() {
        return type().plain() instanceof FieldType.Variable variable ? component.lengthLimit(variable) : maxLength();
    }

    /** {@return the most elements; 0 for what is no array or collection} */
    public int maxCount() {
        FieldType plain = type().plain();
        boolean isCounted = plain instanceof FieldType.PrimitiveArray
                || plain instanceof FieldType.Sequence
                || plain instanceof FieldType.MapOf;
        return isCounted ? component.countLimit() : 0;
    }
}
