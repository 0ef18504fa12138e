package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "talker")
final class ReplyNotAMessage {
    @Handles
    String on(Ping ping) { // error: [ReplyNotAMessage] 'on' returns String, which is no message. Return a record marked @Message, which may hold it, or a sealed interface of such records; or void, and answer with KernelContext.reply.
        return "";
    }

    @Handles
    Page<Ping> onPong(Pong pong) { // error: [ReplyNotAMessage] 'onPong' returns Page<Ping>, which is no message. A generic record travels in a message: return a record marked @Message with Page<Ping> in it.
        return new Page<>(new Ping(1));
    }
}

@Message(id = 3)
record Page<T>(T first) {}

@Message(id = 2)
record Pong(int x) {}

@Message(id = 1)
record Ping(int x) {}
