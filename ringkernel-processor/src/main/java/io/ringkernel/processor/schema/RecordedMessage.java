// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.schema;

import java.util.List;

/**
 * One message as the schema file has it.
 *
 * @param name      of the record, fully qualified
 * @param id        on the wire
 * @param version   of the layout
 * @param isRetired whether there is no such message any more, and only its id is kept from being used again
 * @param fields    in the order of the block
 */
public record RecordedMessage(String name, int id, int version, boolean isRetired, List<RecordedField> fields) {
    RecordedMessage retired() {
        return new RecordedMessage(name, id, version, true, List.of());
    }
}
