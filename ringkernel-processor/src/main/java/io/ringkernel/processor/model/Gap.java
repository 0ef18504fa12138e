// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

/**
 * A reservation and its place in the block.
 *
 * @param reservation that is laid out
 * @param offset      in the block, in bytes
 */
public record Gap(Reservation reservation, int offset) {
    /** {@return the name of the field that was removed} */
    public String name() {
        return reservation.name();
    }

    /** {@return the length in the block in bytes} */
    public int length() {
        return reservation.type().blockLength();
    }
}
