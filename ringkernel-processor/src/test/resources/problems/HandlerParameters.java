package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.ReplyTo;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "odd")
final class HandlerParameters {
    @Handles
    void onNothing() {} // error: [HandlerParameters] 'onNothing' takes (). A handler takes one message first, and behind it a ReplyTo and the KernelContext if it wants them.

    @Handles
    void onTwo(Ping ping, int more) {} // error: [HandlerParameters] 'onTwo' takes (Ping, int). A handler takes one message first, and behind it a ReplyTo and the KernelContext if it wants them.

    @Handles
    void onTurned(KernelContext context, Ping ping) {} // error: [HandlerParameters] 'onTurned' takes (KernelContext, Ping). A handler takes one message first, and behind it a ReplyTo and the KernelContext if it wants them.

    @Handles
    void onThree(Ping ping, KernelContext context, KernelContext more) {} // error: [HandlerParameters] 'onThree' takes (Ping, KernelContext, KernelContext). A handler takes one message first, and behind it a ReplyTo and the KernelContext if it wants them. // error: [DuplicateHandler] 'onTwo' and 'onThree' both take Ping. A kernel handles each message in one place: make them one method.

    @Handles
    void onAnswers(Ping ping, ReplyTo<Ping> first, ReplyTo<Ping> second) {} // error: [HandlerParameters] 'onAnswers' takes (Ping, ReplyTo<Ping>, ReplyTo<Ping>). A handler takes one message first, and behind it a ReplyTo and the KernelContext if it wants them. // error: [DuplicateHandler] 'onTwo' and 'onAnswers' both take Ping. A kernel handles each message in one place: make them one method.
}

@Message(id = 1)
record Ping(int x) {}
