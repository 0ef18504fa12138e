// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

/** The form of a message in a message: a map of its fields. */
final class NestedForm<T> extends Form<T> {
    private final MapCodec<T> codec;

    NestedForm(MapCodec<T> codec) {
        this.codec = codec;
    }

    @Override
    void write(T message, Packing out) {
        out.path.openMessage();
        out.map(codec.keyCount());
        codec.pack(message, new MapWriter(out));
        out.path.closeMessage();
    }

    @Override
    T read(Unpacking in) {
        in.path.openMessage();
        MapReader map = new MapReader(in);
        int behind = in.position();
        T message = in.message(codec, map);
        in.moveTo(behind);
        in.path.closeMessage();
        return message;
    }
}
