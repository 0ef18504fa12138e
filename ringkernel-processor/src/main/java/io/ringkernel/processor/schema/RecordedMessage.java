// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.schema;

import java.util.List;

/**
 * One message as the schema file has it.
 *
 * @param name             of the record, fully qualified, with the types for its parameters if it is generic
 * @param id               on the wire
 * @param version          of the layout
 * @param isRetired        whether there is no such message any more, and only its id is kept from being used again
 * @param maxEncodedLength the most bytes that one message can have; 0 if that was not recorded
 * @param fields           in the order of the block
 * @param header           components that are bound to the header
 */
public record RecordedMessage(
        String name,
        int id,
        int version,
        boolean isRetired,
        int maxEncodedLength,
        List<RecordedField> fields,
        List<RecordedBinding> header) {
    RecordedMessage retired() {
        return new RecordedMessage(name, id, version, true, 0, List.of(), List.of());
    }

    /** {@return whether this is a generic message with types for its parameters} */
    public boolean isUse() {
        return name.endsWith(">");
    }

    /* An Optional<T> and a @Nullable T are one type in a schema, but not in the id of a generic message. */
    String key() {
        return isUse() ? name + ' ' + Integer.toHexString(id) : name;
    }
}
