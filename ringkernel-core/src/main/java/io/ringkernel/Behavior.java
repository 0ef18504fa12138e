// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.MessageCodec;
import java.util.ArrayList;
import java.util.List;

/** The dispatcher of a kernel that handles some types of messages otherwise than it was compiled to. */
final class Behavior implements KernelDispatcher {
    private final KernelDispatcher usual;
    private final List<Handling<?>> handlings = new ArrayList<>();

    /** What is done with the messages of one type. */
    private record Handling<T>(MessageCodec<T> codec, MessageHandler<T> handler) {
        void handle(int version, MessageBuffer buffer, int offset, int length, KernelContext context) throws Exception {
            handler.handle(codec.decode(buffer, offset, length, version, context.header()), context);
        }
    }

    Behavior(KernelDispatcher usual) {
        this.usual = usual;
    }

    <T> void become(MessageCodec<T> codec, MessageHandler<T> handler) {
        unbecome(codec);
        handlings.add(new Handling<>(codec, handler));
    }

    void unbecome(MessageCodec<?> codec) {
        handlings.removeIf(handling -> handling.codec.typeId() == codec.typeId());
    }

    @Override
    public void dispatch(int typeId, int version, MessageBuffer buffer, int offset, int length, KernelContext context)
            throws Exception {
        for (int i = 0; i < handlings.size(); i++) {
            Handling<?> handling = handlings.get(i);
            if (handling.codec.typeId() == typeId) {
                handling.handle(version, buffer, offset, length, context);
                return;
            }
        }
        usual.dispatch(typeId, version, buffer, offset, length, context);
    }
}
