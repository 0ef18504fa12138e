package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "talker")
final class ReplyNotAMessage {
    @Handles
    String on(Ping ping) { // error: [ReplyNotAMessage] 'on' returns a String, which is no message. Return a record marked @Message, which may hold it; or void, and answer with KernelContext.reply.
        return "";
    }
}

@Message(id = 1)
record Ping(int x) {}
