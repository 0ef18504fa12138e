// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import java.util.Set;

/**
 * All that the codec of a message is written from.
 *
 * @param message as it is declared, free of findings
 * @param layout  of its fields
 * @param circle  the messages that can have this one in them, and can be in it
 */
public record CodecModel(DeclaredMessage message, Layout layout, Set<TypeName> circle) {
    /** {@return the name of the codec} */
    public TypeName codec() {
        return message.type().codec();
    }

    /**
     * Names a field for the texts of exceptions.
     *
     * @param field of the message
     * @return {@code Type.field}
     */
    public String label(Field field) {
        return message.type().simpleName() + "." + field.name();
    }
}
