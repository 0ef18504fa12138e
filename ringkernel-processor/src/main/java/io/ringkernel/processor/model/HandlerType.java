// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import java.util.List;

/** What a handler takes or returns. */
public sealed interface HandlerType {
    /** {@return the type as the findings call it} */
    String displayName();

    /** Something that comes as a message. */
    sealed interface OfMessages extends HandlerType {
        /** {@return the record, the record of the reader, or the interface} */
        TypeName type();

        /** {@return the messages that it can be} */
        List<? extends OfMessage> messages();
    }

    /** A message, in either form. */
    sealed interface OfMessage extends OfMessages {
        /** {@return the record} */
        TypeName message();

        /** {@return who can see the record} */
        Access access();

        /** {@return what is known of its codec} */
        CodecFacts codec();

        /** {@return whether it declares header fields} */
        boolean isBound();

        @Override
        default TypeName type() {
            return message();
        }

        @Override
        default List<? extends OfMessage> messages() {
            return List.of(this);
        }
    }

    /**
     * A message as a record.
     *
     * @param message the record
     * @param access  who can see it
     * @param codec   what is known of its codec
     * @param isBound whether it declares header fields
     */
    record Record(TypeName message, Access access, CodecFacts codec, boolean isBound) implements OfMessage {
        @Override
        public String displayName() {
            return message.simpleName();
        }
    }

    /**
     * A message as the reader of its codec.
     *
     * @param message that the reader reads
     * @param access  who can see the message
     * @param codec   what is known of its codec
     * @param isBound whether it declares header fields
     */
    record Reader(TypeName message, Access access, CodecFacts codec, boolean isBound) implements OfMessage {
        @Override
        public String displayName() {
            return message.codec().simpleName() + ".Reader";
        }
    }

    /**
     * A sealed interface, for one of the messages that implement it.
     *
     * @param type     of the interface
     * @param messages that it permits
     * @param others   what else it permits
     */
    record OneOf(TypeName type, List<Record> messages, List<String> others) implements OfMessages {
        @Override
        public String displayName() {
            return type.simpleName();
        }
    }

    /**
     * The answer, owed, to be given later.
     *
     * @param answer      what it is to be given as
     * @param displayName as the source writes it
     */
    record ReplyTo(HandlerType answer, String displayName) implements HandlerType {}

    /** Everything that has no parts. */
    enum Plain implements HandlerType {
        /** The context of the kernel. */
        CONTEXT("KernelContext"),
        /** Nothing at all. */
        NOTHING("void");

        private final String displayName;

        Plain(String displayName) {
            this.displayName = displayName;
        }

        @Override
        public String displayName() {
            return displayName;
        }
    }

    /**
     * A generic message, which has no codec by itself.
     *
     * @param displayName as the source writes it
     */
    record Generic(String displayName) implements HandlerType {}

    /**
     * Anything else.
     *
     * @param displayName as the source writes it
     * @param isRecord    whether it could be a message
     */
    record Other(String displayName, boolean isRecord) implements HandlerType {}
}
