// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import io.ringkernel.codec.CodecException;

/**
 * Turns records of one type into the fields of msgpack maps and back. Written by the processor.
 *
 * @param <T> type of the record
 */
public interface MapCodec<T> {
    /** {@return how many keys {@link #pack} puts} */
    int keyCount();

    /**
     * Puts the fields of a message into a map.
     *
     * @param message to write
     * @param map     to put its fields into
     * @throws NullPointerException if a field that must not be null is null
     * @throws CodecException if a field is longer than its limit
     */
    void pack(T message, MapWriter map);

    /**
     * Makes a message of the fields in a map.
     *
     * @param map that has the fields, in any order, and perhaps others
     * @return the record
     * @throws CodecException if a field is missing, or is not what it should be
     */
    T unpack(MapReader map);
}
