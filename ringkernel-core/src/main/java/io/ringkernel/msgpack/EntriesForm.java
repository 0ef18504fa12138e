// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import io.ringkernel.codec.Counted;
import io.ringkernel.codec.Wire;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form of maps: a msgpack map where the keys are text or bytes, else an array of arrays of a key and its value, because
 * many languages have no other keys, or not by default. Both are read.
 */
final class EntriesForm<K extends @Nullable Object, V extends @Nullable Object> extends Form<Map<K, V>> {
    private final Form<K> key;
    private final Form<V> value;
    private final int limit;

    EntriesForm(Form<K> key, Form<V> value, int limit) {
        this.key = key;
        this.value = value;
        this.limit = limit;
    }

    @Override
    void write(Map<K, V> map, Packing out) {
        int count = out.count(map.size(), limit);
        boolean isMap = out.takesAsKey(key);
        if (isMap) {
            out.map(count);
        } else {
            out.array(count);
        }
        Iterator<Map.Entry<K, V>> entries = map.entrySet().iterator();
        for (int i = 0; i < count; i++) {
            Map.Entry<K, V> entry = Counted.next(entries, i, count, out.path);
            int mark = out.path.enter(i);
            if (!isMap) {
                out.array(2);
            }
            int entryMark = out.path.enter("key");
            key.pack(entry.getKey(), out);
            out.path.leave(entryMark);
            out.path.enter("value");
            value.pack(entry.getValue(), out);
            out.path.leave(mark);
        }
        Counted.end(entries, count, out.path);
    }

    @Override
    Map<K, V> read(Unpacking in) {
        boolean isMap = !in.isArray();
        int count = isMap ? in.count(in.map(), limit) : in.array(limit);
        Map<K, V> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            int mark = in.path.enter(i);
            if (!isMap) {
                in.pair();
            }
            int entryMark = in.path.enter("key");
            K newKey = key.unpack(in);
            if (map.containsKey(newKey)) {
                throw in.refused("map has a key twice", ", key=" + Wire.shown(newKey));
            }
            in.path.leave(entryMark);
            in.path.enter("value");
            map.put(newKey, value.unpack(in));
            in.path.leave(mark);
        }
        return Collections.unmodifiableMap(map);
    }
}
