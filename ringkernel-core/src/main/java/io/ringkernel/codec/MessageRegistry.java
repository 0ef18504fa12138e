// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The messages that were compiled into what is on the class path, by their type ids. */
public final class MessageRegistry {
    private final Map<Integer, MessageCodec<?>> byTypeId = new TreeMap<>(Integer::compareUnsigned);

    private MessageRegistry() {}

    /**
     * Finds all messages.
     *
     * @param loader whose class path to search, or null for that of the application
     * @return the messages
     * @throws IllegalStateException if two of them share a type id
     */
    public static MessageRegistry load(@Nullable ClassLoader loader) {
        MessageRegistry registry = new MessageRegistry();
        ServiceLoader.load(MessageDefinition.class, loader).forEach(definition -> registry.add(definition.codec()));
        return registry;
    }

    private void add(MessageCodec<?> codec) {
        MessageCodec<?> first = byTypeId.putIfAbsent(codec.typeId(), codec);
        if (first != null && first.messageType() != codec.messageType()) {
            throw new IllegalStateException(String.format(
                    "two messages share a type id: typeId=0x%08X, first=%s, second=%s; set @Message(id) on one of them",
                    codec.typeId(),
                    first.messageType().getName(),
                    codec.messageType().getName()));
        }
    }

    /**
     * Finds the codec of a message.
     *
     * @param typeId of the message
     * @return its codec, if there is one
     */
    public Optional<MessageCodec<?>> find(int typeId) {
        return Optional.ofNullable(byTypeId.get(typeId));
    }

    /** {@return the codecs of all messages, in the order of their type ids} */
    public Collection<MessageCodec<?>> codecs() {
        return Collections.unmodifiableCollection(byTypeId.values());
    }
}
