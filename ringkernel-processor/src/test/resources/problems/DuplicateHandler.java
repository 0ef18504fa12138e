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
    void onMorePing(Ping ping, KernelContext context) {} // error: [DuplicateHandler] 'onPing' and 'onMorePing' both take Ping. A kernel handles each message in one place: make them one method.

    @Handles
    void onPingInPlace(PingCodec.Reader ping) {} // error: [DuplicateHandler] 'onPing' and 'onPingInPlace' both take Ping. A kernel handles each message in one place: make them one method.

    @Handles
    void onCall(Call call) {}

    @Handles
    void onLocal(Call.Local call) {} // error: [DuplicateHandler] 'onCall' and 'onLocal' both take Local. A kernel handles each message in one place: make them one method.
}

@Message(id = 1)
record Ping(int x) {}

sealed interface Call {
    @Message(id = 2)
    record Local(int x) implements Call {}

    @Message(id = 3)
    record Foreign(int x) implements Call {}
}
