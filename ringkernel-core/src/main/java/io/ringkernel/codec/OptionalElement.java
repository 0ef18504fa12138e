// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values in an {@link Optional}, with the bytes of a value that may be null. */
final class OptionalElement<E> extends Element<Optional<E>> {
    private final Element<@Nullable E> element;

    OptionalElement(Element<E> element) {
        this.element = new MaybeElement<>(element);
    }

    @Override
    int slotLength() {
        return element.slotLength();
    }

    @Override
    public int tailLength(Optional<E> value, String field, int depth) {
        return element.tailLength(Wire.checkNotNull(value, field).orElse(null), field, depth);
    }

    @Override
    int write(
            MessageBuffer buffer,
            int region,
            int slot,
            int end,
            int limit,
            Optional<E> value,
            String field,
            int depth) {
        return element.write(
                buffer,
                region,
                slot,
                end,
                limit,
                Wire.checkNotNull(value, field).orElse(null),
                field,
                depth);
    }

    @Override
    int claimed(MessageBuffer buffer, int index) {
        return element.claimed(buffer, index);
    }

    @Override
    Optional<E> read(MessageBuffer buffer, int region, int length, int slot, String field, int depth) {
        return Optional.ofNullable(element.read(buffer, region, length, slot, field, depth));
    }
}
