// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import java.util.List;
import java.util.Set;

/**
 * All that the codec of a message is written from.
 *
 * @param message as it is declared, free of findings
 * @param layout  of its fields
 * @param circle  the messages that can have this one in them, and can be in it
 * @param uses    the generic messages in it, each with types for its parameters, whose codecs are inside this one
 */
public record CodecModel(DeclaredMessage message, Layout layout, Set<TypeName> circle, List<CodecModel> uses) {
    /** {@return whether the message is generic, with types for its parameters} */
    public boolean isUse() {
        return message.type().use().isPresent();
    }

    /** {@return the name of the codec} */
    public TypeName codec() {
        return message.type().codec();
    }

    /** {@return the name of the message as the source writes it} */
    public String displayName() {
        return new FieldType.Nested(message.type(), CodecFacts.Here.HERE).displayName();
    }

    /** {@return the name of the message as schemas have it} */
    public String schemaName() {
        return WireText.of(new FieldType.Nested(message.type(), CodecFacts.Here.HERE));
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
