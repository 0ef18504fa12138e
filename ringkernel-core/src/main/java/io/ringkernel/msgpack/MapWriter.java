// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import io.ringkernel.codec.CodecException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the fields of one message into a msgpack map. Generated code calls it once for each field. */
public final class MapWriter {
    private final Packing out;
    private final @Nullable Set<String> keys;

    MapWriter(Packing out) {
        this(out, null);
    }

    private MapWriter(Packing out, @Nullable Set<String> keys) {
        this.out = out;
        this.keys = keys;
    }

    /** {@return a writer that knows which keys it has put} */
    static MapWriter remembering(Packing out) {
        return new MapWriter(out, new HashSet<>());
    }

    /**
     * Puts a field.
     *
     * @param <T>   type of the value
     * @param key   name of the field
     * @param value to put
     * @param form  of the value
     * @throws NullPointerException if {@code value} is null and {@code form} has no null
     * @throws CodecException if {@code value} is longer than {@code form} allows
     */
    public <T extends @Nullable Object> void put(String key, T value, Form<T> form) {
        if (keys != null) {
            keys.add(key);
        }
        out.key(key);
        int mark = out.path.enter(key);
        form.pack(value, out);
        out.path.leave(mark);
    }

    boolean has(String key) {
        return keys != null && keys.contains(key);
    }
}
