// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** Finds the generated codec of a record. The first look-up of a class costs a class load, later ones one read. */
public final class Codecs {
    private static final ClassValue<MessageCodec<?>> CODECS = new ClassValue<>() {
        @Override
        protected MessageCodec<?> computeValue(Class<?> type) {
            return load(type);
        }
    };

    private Codecs() {}

    /**
     * Finds the codec of a message type.
     *
     * @param <T>  type of the record
     * @param type marked {@code @Message}
     * @return its codec
     * @throws IllegalArgumentException if it has none, with the way out in the text
     */
    @SuppressWarnings("unchecked") // the codec named after a type is the codec of that type; load checks it
    public static <T> MessageCodec<T> of(Class<T> type) {
        return (MessageCodec<T>) CODECS.get(type);
    }

    private static MessageCodec<?> load(Class<?> type) {
        String name = type.getName().replace('$', '_') + "Codec";
        try {
            Field instance = Class.forName(name, true, type.getClassLoader()).getDeclaredField("INSTANCE");
            instance.setAccessible(true);
            if (instance.get(null) instanceof MessageCodec<?> codec && codec.messageType() == type) {
                return codec;
            }
        } catch (ReflectiveOperationException e) {
            throw missing(type, e);
        }
        throw missing(type, null);
    }

    private static IllegalArgumentException missing(Class<?> type, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "no codec for class: class=" + type.getName()
                        + "; is it a record marked @Message, and is ringkernel-processor on the processor path?"
                        + " (JDK 23 and later ignore a processor on the class path unless javac gets -proc:full)",
                cause);
    }
}
