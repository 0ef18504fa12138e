// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

/**
 * Names the codec of one message to the service loader. Written by the processor beside each codec, because the codec of
 * a record that only its package sees is no class that the service loader could create.
 */
public abstract class MessageDefinition {
    private final MessageCodec<?> codec;

    /**
     * Defines a message.
     *
     * @param codec of the message
     */
    protected MessageDefinition(MessageCodec<?> codec) {
        this.codec = codec;
    }

    /** {@return the codec} */
    public final MessageCodec<?> codec() {
        return codec;
    }
}
