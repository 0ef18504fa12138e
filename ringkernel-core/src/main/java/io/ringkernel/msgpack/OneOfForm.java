// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import io.ringkernel.codec.Wire;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The form of one of several messages: a map of its fields and, under {@code __type__}, of its name. */
final class OneOfForm<T> extends Form<T> {
    private final Map<String, MsgpackCodec<? extends T>> codecs = new LinkedHashMap<>();
    private final Map<Class<?>, String> names = new HashMap<>();

    /* A simple name that two of them have says nothing: both then go by their full ones. */
    OneOfForm(List<MsgpackCodec<? extends T>> cases) {
        Set<String> simpleNames = new HashSet<>();
        Set<String> ambiguous = cases.stream()
                .map(codec -> codec.messageType().getSimpleName())
                .filter(name -> !simpleNames.add(name))
                .collect(Collectors.toSet());
        for (MsgpackCodec<? extends T> codec : cases) {
            Class<?> type = codec.messageType();
            String name = ambiguous.contains(type.getSimpleName()) ? type.getCanonicalName() : type.getSimpleName();
            codecs.put(name, codec);
            names.put(type, name);
        }
    }

    @Override
    void write(T message, Packing out) {
        String name = names.get(message.getClass());
        if (name == null) {
            throw new IllegalArgumentException("unknown message: field=" + out.path + ", class="
                    + message.getClass().getName() + ", known=" + codecs.keySet());
        }
        out.path.openMessage();
        write(message, name, codecs.get(name), out);
        out.path.closeMessage();
    }

    private <M> void write(T message, String name, MsgpackCodec<M> codec, Packing out) {
        out.map(codec.keyCount() + 1);
        out.name(Msgpack.TYPE);
        out.name(name);
        codec.pack(codec.messageType().cast(message), new MapWriter(out));
    }

    @Override
    T read(Unpacking in) {
        in.path.openMessage();
        MapReader map = new MapReader(in);
        int behind = in.position();
        String name = map.typeName(", expected=__type__, one of " + codecs.keySet());
        MsgpackCodec<? extends T> codec = codecs.get(name);
        if (codec == null) {
            throw in.refused("unknown message", ", type=" + Wire.shown(name) + ", known=" + codecs.keySet());
        }
        T message = in.message(codec, map);
        in.moveTo(behind);
        in.path.closeMessage();
        return message;
    }
}
