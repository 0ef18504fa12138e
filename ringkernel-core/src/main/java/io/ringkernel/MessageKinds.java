// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.RingKernel;
import io.ringkernel.codec.MessageCodec;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The types of messages that a kernel handles. */
final class MessageKinds {
    private static final int SLOT_UNIT = 64;

    private final String kernelId;
    private final Table table;

    /** What all kernels of a definition share. */
    static final class Table {
        final KernelDefinition definition;
        final KernelSettings settings;
        private final Map<Class<?>, MessageKind<?>> kinds = new HashMap<>();
        private final Map<Integer, MessageCodec<?>> codecs = new HashMap<>();
        private final int fittingSlotLength;

        Table(KernelDefinition definition) {
            this.definition = definition;
            this.settings = definition.settings();
            for (MessageCodec<?> codec : definition.accepts()) {
                kinds.put(codec.messageType(), new MessageKind<>(codec));
                codecs.put(codec.typeId(), codec);
            }
            this.fittingSlotLength = fittingSlotLength(kinds.values());
        }
    }

    MessageKinds(String kernelId, Table table) {
        this.kernelId = kernelId;
        this.table = table;
    }

    boolean handles(Class<?> type) {
        return table.kinds.containsKey(type);
    }

    boolean handles(int typeId) {
        return table.codecs.containsKey(typeId);
    }

    /** {@return the name of a message type that the kernel handles} */
    String nameOf(int typeId) {
        MessageCodec<?> codec = table.codecs.get(typeId);
        return codec == null
                ? "type " + Integer.toHexString(typeId)
                : codec.messageType().getName();
    }

    /** {@return the codec of a message type that the kernel handles, else null} */
    @Nullable
    MessageCodec<?> codecOf(int typeId) {
        return table.codecs.get(typeId);
    }

    @SuppressWarnings("unchecked") // the key of the map is the type of the codec
    <T> MessageKind<T> kindOf(Class<T> type) {
        MessageKind<?> kind = table.kinds.get(type);
        if (kind == null) {
            throw unhandled(type);
        }
        return (MessageKind<T>) kind;
    }

    UnhandledMessageException unhandled(Class<?> type) {
        TreeSet<String> handled = new TreeSet<>();
        table.codecs.values().forEach(codec -> handled.add(codec.messageType().getName()));
        return new UnhandledMessageException("kernel has no handler for message: kernel=" + kernelId + ", message="
                + type.getName() + ", handled=" + handled);
    }

    /** Checks that some message of the kernel is of a type. */
    void checkReceives(Class<?> type) {
        if (table.codecs.values().stream().noneMatch(codec -> type.isAssignableFrom(codec.messageType()))) {
            throw unhandled(type);
        }
    }

    /**
     * {@return room for the largest message, but of what can be long only as much as is usual: the rest may go elsewhere}
     */
    int fittingSlotLength() {
        return table.fittingSlotLength;
    }

    private static int fittingSlotLength(Collection<MessageKind<?>> kinds) {
        long length = 0;
        for (MessageKind<?> kind : kinds) {
            long longest = (long) kind.headerLength() + kind.codec.maxEncodedLength();
            int shortest = kind.headerLength() + kind.codec.blockLength();
            length = Math.max(length, Math.max(shortest, Math.min(longest, RingKernel.LONGEST_FITTING_SLOT)));
        }
        return (int) Math.min(RingKernel.LONGEST_SLOT, (length + SLOT_UNIT - 1) / SLOT_UNIT * SLOT_UNIT);
    }
}
