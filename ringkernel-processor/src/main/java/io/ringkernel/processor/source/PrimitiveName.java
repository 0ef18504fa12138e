// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.source;

import java.util.Locale;

/** The names that are keywords. */
enum PrimitiveName implements TypeName {
    VOID(Void.class),
    BOOLEAN(Boolean.class),
    BYTE(Byte.class),
    SHORT(Short.class),
    CHAR(Character.class),
    INT(Integer.class),
    LONG(Long.class),
    FLOAT(Float.class),
    DOUBLE(Double.class);

    private final String keyword = name().toLowerCase(Locale.ROOT);
    private final ClassName box;

    PrimitiveName(Class<?> box) {
        this.box = ClassName.get(box);
    }

    @Override
    public boolean isPrimitive() {
        return this != VOID;
    }

    @Override
    public TypeName box() {
        return box;
    }

    @Override
    public void addTo(CodeBlock.Builder code) {
        code.addText(keyword);
    }

    @Override
    public String toString() {
        return keyword;
    }
}
