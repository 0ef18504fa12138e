// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import io.ringkernel.annotation.Priority;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.MessageHeader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one message in a msgpack map, by their names and in any order. Generated code asks once for each field;
 * what it does not ask for is passed over.
 *
 * <p>A field is found under its name, under its name as Python writes it ({@code job_id} for {@code jobId}) if no other field
 * is called so, and under names it had before. The first of them that is there counts.
 */
public final class MapReader {
    /** The most keys a map may have. */
    static final int KEY_LIMIT = 4_096;

    private static final int NONE = -1;

    /*
     * The map is gone through once, to know where its keys and values begin. A value is read when it is asked for, so
     * generated code can ask in the order of the record's components, whatever the order in the map.
     */
    private final Unpacking in;
    private final int[] keys;
    private final int[] hashes;
    private final int[] values;
    private final boolean[] isTaken;
    private final Map<String, String> formerNames = new HashMap<>(0);
    private Set<String> ownNames = Set.of();
    private MessageHeader header = MessageHeader.none(Priority.DEFAULT);

    /** Opens the map at which {@code in} stands, and leaves {@code in} behind it. */
    MapReader(Unpacking in) {
        int count = in.map();
        if (count > KEY_LIMIT) {
            throw in.refused("message has too many keys", ", count=" + count + ", limit=" + KEY_LIMIT);
        }
        this.in = in;
        this.keys = new int[count];
        this.hashes = new int[count];
        this.values = new int[count];
        this.isTaken = new boolean[count];
        for (int i = 0; i < count; i++) {
            keys[i] = in.position();
            hashes[i] = in.skipKey();
            values[i] = in.position();
            in.skip();
        }
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
     * Says that a field had another name before. It counts where the present one is not there.
     *
     * @param key        name of the field
     * @param formerName of the field
     */
    public void rename(String key, String formerName) {
        if (entry(formerName) != NONE) {
            formerNames.putIfAbsent(key, formerName);
        }
    }

    /**
     * Reads a field.
     *
     * @param <T>  type of the value
     * @param key  name of the field
     * @param form of the value
     * @return the value; if it is missing and may be absent, what stands for that
     * @throws CodecException if it is missing and must be there, or is not what {@code form} says
     */
    public <T extends @Nullable Object> T get(String key, Form<T> form) {
        int mark = in.path.enter(key);
        int entry = find(key);
        T value = entry == NONE
                ? form.none(in, "field is missing", "; send it, or give it a @DefaultValue")
                : take(entry, form);
        in.path.leave(mark);
        return value;
    }

    /** Reads what says which message it is. */
    String typeName(String wayOut) {
        if (!has(Msgpack.TYPE)) {
            throw in.refused("message does not say its type", wayOut);
        }
        return get(Msgpack.TYPE, Msgpack.NAME);
    }

    /**
     * Reads a field that has a default.
     *
     * @param <T>   type of the value
     * @param key   name of the field
     * @param form  of the value
     * @param other value of a field that is missing
     * @return the value
     * @throws CodecException if it is there and not what {@code form} says
     */
    public <T extends @Nullable Object> T get(String key, Form<T> form, T other) {
        return find(key) == NONE ? other : get(key, form);
    }

    private <T extends @Nullable Object> T take(int entry, Form<T> form) {
        isTaken[entry] = true;
        in.moveTo(values[entry]);
        return form.unpack(in);
    }

    /** {@return the header of the message, for the components that are bound to it} */
    public MessageHeader header() {
        return header;
    }

    void bind(MessageHeader newHeader) {
        header = newHeader;
    }

    private int find(String key) {
        int entry = entry(key);
        if (entry == NONE && !ownNames.contains(key)) {
            entry = entry(Dialect.snakeCase(key));
        }
        return entry == NONE && formerNames.containsKey(key) ? entry(formerNames.get(key)) : entry;
    }

    private int entry(String key) {
        int found = NONE;
        int hash = key.hashCode();
        for (int i = 0; i < keys.length; i++) {
            if (hashes[i] == hash && in.isText(keys[i], key)) {
                if (found != NONE) {
                    throw in.refused("message has a key twice", ", key=" + key);
                }
                found = i;
            }
        }
        return found;
    }

    boolean has(String key) {
        return entry(key) != NONE;
    }

    /** {@return whether there is such a key, and the message has not asked for it} */
    boolean isLeft(String key) {
        int entry = entry(key);
        return entry != NONE && !isTaken[entry];
    }

    /** Reads a value, and leaves it as if nobody had asked for it. */
    <T extends @Nullable Object> T peek(String key, Form<T> form) {
        T value = get(key, form);
        int entry = entry(key);
        if (entry != NONE) {
            isTaken[entry] = false;
        }
        return value;
    }
}
