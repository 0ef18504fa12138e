// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps of anything: the slot of a key is followed by that of its value. */
final class MapElement<K, V> extends TailElement<Map<K, V>> {
    private static final String KEY = "key";
    private static final String VALUE = "value";

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
            Map.Entry<K, V> entry = Counted.next(entries, i, count, field);
            length += keyLength(entry.getKey(), i, field, depth);
            length = Wire.checkMeasured(length + valueLength(entry.getValue(), i, field, depth), field);
        }
        Counted.end(entries, count, field);
        return Wire.checkMeasured(length, field);
    }

    private int keyLength(K k, int i, String field, int depth) {
        try {
            return key.tailLength(checkKey(k, field), field, depth);
        } catch (RuntimeException e) {
            throw Place.inEntry(e, field, i, KEY);
        }
    }

    private int valueLength(V v, int i, String field, int depth) {
        try {
            return value.tailLength(checkValue(v, field), field, depth);
        } catch (RuntimeException e) {
            throw Place.inEntry(e, field, i, VALUE);
        }
    }

    private K checkKey(K k, String field) {
        if (k == null && !key.isNullable()) {
            throw new NullValueException("key must not be null", field, "; mark it @Nullable");
        }
        return k;
    }

    private V checkValue(V v, String field) {
        if (v == null && !value.isNullable()) {
            throw new NullValueException("value must not be null", field, "; mark the values @Nullable");
        }
        return v;
    }

    @Override
    int put(MessageBuffer buffer, int index, int room, Map<K, V> map, String field, int depth) {
        int count = Table.checkCount(map.size(), maxCount, field);
        int end = Wire.checkRoom(Table.end(count, Table.COUNT_LENGTH, slotLength), room, field);
        buffer.putInt(index, count);
        Iterator<Map.Entry<K, V>> entries = map.entrySet().iterator();
        for (int i = 0; i < count; i++) {
            Map.Entry<K, V> entry = Counted.next(entries, i, count, field);
            end = writeKey(buffer, index, i, end, room, entry.getKey(), field, depth);
            end = writeValue(buffer, index, i, end, room, entry.getValue(), field, depth);
        }
        Counted.end(entries, count, field);
        return end;
    }

    private int writeKey(MessageBuffer buffer, int index, int i, int end, int room, K k, String field, int depth) {
        try {
            return key.write(buffer, index, keySlot(i), end, room, checkKey(k, field), field, depth);
        } catch (RuntimeException e) {
            throw Place.inEntry(e, field, i, KEY);
        }
    }

    private int writeValue(MessageBuffer buffer, int index, int i, int end, int room, V v, String field, int depth) {
        try {
            return value.write(buffer, index, valueSlot(i), end, room, checkValue(v, field), field, depth);
        } catch (RuntimeException e) {
            throw Place.inEntry(e, field, i, VALUE);
        }
    }

    private int keySlot(int i) {
        return Table.COUNT_LENGTH + i * slotLength;
    }

    private int valueSlot(int i) {
        return keySlot(i) + key.slotLength();
    }

    @Override
    Map<K, V> get(MessageBuffer buffer, int index, int length, String field, int depth) {
        int count = Table.count(buffer, index, length, slotLength, maxCount, field);
        long claimed = 0;
        for (int i = 0; i < count; i++) {
            claimed += key.claimed(buffer, index + keySlot(i));
            claimed += value.claimed(buffer, index + valueSlot(i));
        }
        Table.checkClaimed(claimed, length - keySlot(count), field);
        Map<K, V> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            K k = readKey(buffer, index, length, i, field, depth);
            map.put(k, readValue(buffer, index, length, i, field, depth));
            if (map.size() == i) {
                String text = ", key=" + Wire.shown(k);
                throw Place.inEntry(new CodecException("map has a key twice", field, text), field, i, KEY);
            }
        }
        return Collections.unmodifiableMap(map);
    }

    private K readKey(MessageBuffer buffer, int index, int length, int i, String field, int depth) {
        try {
            return key.read(buffer, index, length, keySlot(i), field, depth);
        } catch (RuntimeException e) {
            throw Place.inEntry(e, field, i, KEY);
        }
    }

    private V readValue(MessageBuffer buffer, int index, int length, int i, String field, int depth) {
        try {
            return value.read(buffer, index, length, valueSlot(i), field, depth);
        } catch (RuntimeException e) {
            throw Place.inEntry(e, field, i, VALUE);
        }
    }
}
