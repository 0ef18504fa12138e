// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.source;

/**
 * An unknown type.
 *
 * @param bound that it extends
 */
public record WildcardTypeName(TypeName bound) implements TypeName {
    private static final ClassName OBJECT = ClassName.get(Object.class);

    /** Any type. */
    public static final WildcardTypeName ANY = new WildcardTypeName(OBJECT);

    /**
     * Names any type that extends another.
     *
     * @param bound the other
     * @return its name
     */
    public static WildcardTypeName subtypeOf(TypeName bound) {
        return new WildcardTypeName(bound);
    }

    @Override
    public void addTo(CodeBlock.Builder code) {
        code.addText("?");
        if (!bound.equals(OBJECT)) {
            code.addText(" extends ");
            bound.addTo(code);
        }
    }
}
