// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.schema;

/**
 * One component of a message that is bound to the header, as the schema file has it.
 *
 * @param name  of the component
 * @param type  as docs/wire-format.md writes types
 * @param field of the header
 */
public record RecordedBinding(String name, String type, String field) {}
