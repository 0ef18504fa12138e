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
}
