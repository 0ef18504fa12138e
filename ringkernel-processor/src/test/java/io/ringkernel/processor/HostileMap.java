// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import io.ringkernel.codec.MessageCodec;
import io.ringkernel.msgpack.Msgpack;
import io.ringkernel.msgpack.Parcel;
import java.util.Arrays;
import java.util.List;

/** The msgpack map of a message. */
final class HostileMap extends HostileTarget {
    private final Msgpack msgpack;

    HostileMap(MessageCodec<Record> codec, boolean measuresAllocation) {
        super(codec, measuresAllocation);
        this.msgpack = Msgpack.of(List.of(codec));
    }

    @Override
    byte[] write(Record message) {
        return msgpack.pack(Parcel.of(message));
    }

    @Override
    boolean read(byte[] frame, int length, int version) {
        byte[] bytes = Arrays.copyOf(frame, length);
        Record message = measured(
                length, () -> (Record) msgpack.unpack(bytes, codec.typeId()).message());
        if (message != null) {
            byte[] packed = write(message);
            Record copy = (Record) msgpack.unpack(packed, codec.typeId()).message();
            boolean isTimeless = codec.headerFields() == 0; // what is left until a deadline is less the next time
            if (isTimeless && !Arrays.equals(write(copy), packed)) {
                throw new AssertionError("record was packed with other bytes: record=" + message + ", copy=" + copy);
            }
        }
        return message != null;
    }
}
