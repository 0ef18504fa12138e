package com.example;

import io.ringkernel.ReplyTo;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "talker")
final class ReplyBesideReplyTo {
    @Handles
    Pong on(Ping ping, ReplyTo<Pong> replyTo) { // error: [ReplyBesideReplyTo] 'on' takes a ReplyTo<Pong> and returns Pong. A message is answered once: return the answer and take no ReplyTo, or make it void and give the answer to the ReplyTo.
        return new Pong(1);
    }
}

@Message(id = 2)
record Pong(int x) {}

@Message(id = 1)
record Ping(int x) {}
