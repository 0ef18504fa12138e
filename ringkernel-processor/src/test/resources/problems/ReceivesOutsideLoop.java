package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

final class ReceivesOutsideLoop {
    @RingKernel(id = "each", receives = Ping.class) // error: [ReceivesOutsideLoop] 'ReceivesOutsideLoop.onEach' is called for each message, and its handlers say which. Remove receives, or take the KernelContext alone to receive in a loop.
    static void onEach(Ping ping) {}
}

@RingKernel(id = "shop", receives = {Ping.class}) // error: [ReceivesOutsideLoop] 'Shop' is called for each message, and its handlers say which. Remove receives, or take the KernelContext alone to receive in a loop.
final class Shop {
    @Handles
    void on(Ping ping) {}
}

@RingKernel(id = "idle")
final class Idle {
    @Handles
    void on(KernelContext context) {} // error: [HandlerParameters] 'on' takes (KernelContext). A handler takes one message first, and behind it a ReplyTo and the KernelContext if it wants them.
}

@Message(id = 1)
record Ping(int x) {}
