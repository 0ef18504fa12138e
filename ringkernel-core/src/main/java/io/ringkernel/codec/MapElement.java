// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps of anything: the slot of a key is followed by that of its value. */
final class MapElement<K, V> extends TailElement<Map<K, V>> {
    private final Element<K> key;
    private final Element<V> value;
    private final int maxCount;
    private final int slotLength;

    MapElement(Element<K> key, Element<V> value, int maxCount) {
        this.key = key;
        this.value = value;
        this.maxCount = maxCount;
        this.slotLength = key.slotLength() + value.slotLength();
    }

    @Override
    int regionLength(Map<K, V> map, String field, int depth) {
        int count = Table.checkCount(map.size(), maxCount, field);
        long length = Table.end(count, Table.COUNT_LENGTH, slotLength);
        Iterator<Map.Entry<K, V>> entries = map.entrySet().iterator();
        for (int i = 0; i < count; i++) {
            Map.Entry<K, V> entry = check(entries.next(), field);
            length += key.tailLength(entry.getKey(), field, depth);
            length += value.tailLength(entry.getValue(), field, depth);
        }
        return Wire.checkRoom(length, Integer.MAX_VALUE, field);
    }

    @Override
    int put(MessageBuffer buffer, int index, int room, Map<K, V> map, String field, int depth) {
        int count = Table.checkCount(map.size(), maxCount, field);
        int end = Wire.checkRoom(Table.end(count, Table.COUNT_LENGTH, slotLength), room, field);
        buffer.putInt(index, count);
        Iterator<Map.Entry<K, V>> entries = map.entrySet().iterator();
        for (int i = 0; i < count; i++) {
            Map.Entry<K, V> entry = check(entries.next(), field);
            end = key.write(buffer, index, slot(i), end, room, entry.getKey(), field, depth);
            end = value.write(buffer, index, slot(i) + key.slotLength(), end, room, entry.getValue(), field, depth);
        }
        return end;
    }

    private Map.Entry<K, V> check(Map.Entry<K, V> entry, String field) {
        if (entry.getKey() == null && !key.isNullable()) {
            throw new NullPointerException("key must not be null: field=" + field + "; mark it @Nullable");
        }
        if (entry.getValue() == null && !value.isNullable()) {
            throw new NullPointerException("value must not be null: field=" + field + ", key=" + entry.getKey()
                    + "; mark the values @Nullable");
        }
        return entry;
    }

    private int slot(int i) {
        return Table.COUNT_LENGTH + i * slotLength;
    }

    @Override
    Map<K, V> get(MessageBuffer buffer, int index, int length, String field, int depth) {
        int count = Table.count(buffer, index, length, slotLength, maxCount, field);
        long claimed = 0;
        for (int i = 0; i < count; i++) {
            claimed += key.claimed(buffer, index + slot(i));
            claimed += value.claimed(buffer, index + slot(i) + key.slotLength());
        }
        Table.checkClaimed(claimed, length - slot(count), field);
        Map<K, V> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            K k = key.read(buffer, index, length, slot(i), field, depth);
            V v = value.read(buffer, index, length, slot(i) + key.slotLength(), field, depth);
            map.put(k, v);
            if (map.size() == i) {
                throw new CodecException("map has a key twice: field=" + field + ", index=" + i);
            }
        }
        return Collections.unmodifiableMap(map);
    }
}
