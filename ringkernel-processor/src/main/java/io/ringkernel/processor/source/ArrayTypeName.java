// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.source;

/**
 * An array.
 *
 * @param componentType of what is in it
 */
public record ArrayTypeName(TypeName componentType) implements TypeName {
    /**
     * Names an array.
     *
     * @param componentType of what is in it
     * @return its name
     */
    public static ArrayTypeName of(TypeName componentType) {
        return new ArrayTypeName(componentType);
    }

    @Override
    public void addTo(CodeBlock.Builder code) {
        componentType.addTo(code);
        code.addText("[]");
    }
}
