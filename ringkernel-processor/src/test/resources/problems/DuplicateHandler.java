package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "twice")
final class DuplicateHandler {
    @Handles
    void onPing(Ping ping) {}

    @Handles
    void onMorePing(Ping ping, KernelContext context) {} // error: [DuplicateHandler] 'onPing' and 'onMorePing' both take Ping. A kernel handles each message in one place.

    @Handles
    void onPingInPlace(PingCodec.Reader ping) {} // error: [DuplicateHandler] 'onPing' and 'onPingInPlace' both take Ping. A kernel handles each message in one place.
}

@Message(id = 1)
record Ping(int x) {}
