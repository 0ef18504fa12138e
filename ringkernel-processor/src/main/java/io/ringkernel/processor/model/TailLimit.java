// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import java.util.function.ToLongFunction;

/**
 * Computes the most bytes that a field can have in the tail.
 *
 * @param component    that sets the limits of its parts
 * @param nestedLength gives the most bytes an inner message can have
 */
record TailLimit(Component component, ToLongFunction<FieldType.Nested> nestedLength) {
    private static final int PREFIX_LENGTH = Long.BYTES;

    /* Lists of lists of long texts could overflow; far less than this is cut off by the limit of the message. */
    private static final long ENOUGH = 1L << 40;

    long of(FieldType type) {
        return Math.min(ENOUGH, sum(type));
    }

    private long sum(FieldType type) {
        if (type instanceof FieldType.Maybe maybe) {
            return of(maybe.inner());
        }
        if (type instanceof FieldType.Variable variable) {
            return component.lengthLimit(variable);
        }
        if (type instanceof FieldType.PrimitiveArray array) {
            return (long) component.countLimit() * array.element().blockLength();
        }
        if (type instanceof FieldType.Sequence sequence) {
            return prefix(sequence) + component.countLimit() * slot(sequence.element());
        }
        if (type instanceof FieldType.MapOf map) {
            return Integer.BYTES + component.countLimit() * (slot(map.key()) + slot(map.value()));
        }
        if (type instanceof FieldType.OneOf oneOf) {
            return oneOf.cases().stream().mapToLong(this::of).max().orElse(0);
        }
        return type instanceof FieldType.Nested nested ? PREFIX_LENGTH + nestedLength.applyAsLong(nested) : 0;
    }

    private static int prefix(FieldType.Sequence sequence) {
        if (sequence.isGroup()) {
            return PREFIX_LENGTH;
        }
        return sequence.isPacked() ? 0 : Integer.BYTES;
    }

    /* The blocks of a group need no more room than slots and prefixes would. */
    private long slot(FieldType type) {
        return type.blockLength() + of(type);
    }
}
