// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.schema;

import java.util.List;
import java.util.Optional;

/**
 * One field of a message as the schema file has it.
 *
 * @param name         of the component
 * @param formerNames  that it had before
 * @param type         as docs/wire-format.md writes types
 * @param offset       in the block
 * @param length       in the block, in bytes
 * @param since        version in which it was added
 * @param defaultValue as text, if one is declared
 * @param maxLength    most bytes of a text or of bytes, whatever those of the message are; 0 where that does not apply
 * @param maxCount     most elements, 0 where that does not apply
 * @param isReserved   whether it was removed, and only its place is kept
 */
public record RecordedField(
        String name,
        List<String> formerNames,
        String type,
        int offset,
        int length,
        int since,
        Optional<String> defaultValue,
        int maxLength,
        int maxCount,
        boolean isReserved) {
    boolean isCalled(String other) {
        return name.equals(other) || formerNames.contains(other);
    }
}
