package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

final class LoopReceivesNothing {
    @RingKernel(id = "loop")
    static void run(KernelContext context) {} // error: [LoopReceivesNothing] 'run' takes the KernelContext alone, to receive in a loop, and does not say what. Name its messages: @RingKernel(receives = {…}); or take one as the first parameter, to be called for each.

    @RingKernel(id = "text", receives = {Ping.class, String.class, PingCodec.Reader.class})
    static void runText(KernelContext context) {} // error: [NotAMessage] 'runText' takes String, which is no message. Name records marked @Message, or sealed interfaces of such records. // error: [NotAMessage] 'runText' takes PingCodec.Reader, which is no message. Name records marked @Message, or sealed interfaces of such records.
}

@Message(id = 1)
record Ping(int x) {}
