package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.ReplyTo;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "talker")
final class ReplyToNoMessage {
    @Handles
    void on(Ping ping, ReplyTo<String> replyTo) {} // error: [ReplyToNoMessage] 'on' takes a ReplyTo<String>, which names no message. Name a record marked @Message, or a sealed interface of such records.

    @Handles
    void onPong(Pong pong, KernelContext context, ReplyTo<?> replyTo) {} // error: [ReplyToNoMessage] 'onPong' takes a ReplyTo<?>, which names no message. Name a record marked @Message, or a sealed interface of such records.

    @Handles
    void onPung(Pung pung, ReplyTo<Bare> replyTo) {} // error: [ReplyToNoMessage] 'onPung' takes a ReplyTo<Bare>, which names no message. Mark Bare with @Message.

    @Handles
    void onPeng(Peng peng, ReplyTo replyTo) {} // error: [ReplyToNoMessage] 'onPeng' takes a ReplyTo, which names no message. Name a record marked @Message, or a sealed interface of such records.
}

record Bare(int x) {}

@Message(id = 4)
record Peng(int x) {}

@Message(id = 3)
record Pung(int x) {}

@Message(id = 2)
record Pong(int x) {}

@Message(id = 1)
record Ping(int x) {}
