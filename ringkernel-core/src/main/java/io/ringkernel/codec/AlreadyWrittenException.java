// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

/** A second value for what has one in the tail already, which says where. */
final class AlreadyWrittenException extends IllegalStateException implements Placed {
    private static final long serialVersionUID = 1;

    private final Place place;
    private final String values;

    /**
     * Creates the exception.
     *
     * @param ref   to the first value
     * @param field that has it, as {@code Type.field}
     */
    AlreadyWrittenException(long ref, String field) {
        super("field already written");
        this.place = new Place(field);
        this.values = ", position=" + TailRef.position(ref) + ", length=" + TailRef.length(ref)
                + "; wrap the writer before the next message";
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public String getMessage() {
        return super.getMessage() + place + values;
    }
}
