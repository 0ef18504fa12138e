// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

/**
 * One component of a message that is bound to the header, and so is none of its fields.
 *
 * @param name  of the component
 * @param type  as docs/wire-format.md writes types; one that may be absent ends in a question mark
 * @param field of the header: {@code message id}, {@code priority}, {@code correlation id}, {@code timestamp},
 *              {@code deadline} or {@code sender}
 */
public record SchemaHeaderField(String name, String type, String field) {
    void write(SchemaJson json) {
        json.openLine("{");
        json.member("name", name);
        json.member("type", type);
        json.member("field", field);
        json.closeLine("}");
    }
}
