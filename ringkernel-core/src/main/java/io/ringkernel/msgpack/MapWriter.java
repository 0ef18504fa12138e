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
    private Set<String> ownNames = Set.of();

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
     * Says that a field goes by its own name only, because what Python would call it is what another field is called.
     *
     * @param key name of the field
     */
    public void keepName(String key) {
        if (ownNames.isEmpty()) {
            ownNames = new HashSet<>(); // few messages have such a field
        }
        ownNames.add(key);
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
        String written = ownNames.contains(key) ? key : out.key(key);
        if (keys != null) {
            keys.add(written);
        }
        out.name(written);
        int mark = out.path.enter(key);
        form.pack(value, out);
        out.path.leave(mark);
    }

    /** {@return whether a field was put under a key} */
    boolean has(String key) {
        return keys != null && keys.contains(key);
    }
}
