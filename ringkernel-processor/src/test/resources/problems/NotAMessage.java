package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "any")
final class NotAMessage {
    @Handles
    void onText(String text) {} // error: [NotAMessage] 'onText' takes String, which is no message. Take a record marked @Message, a sealed interface of such records, or the Reader of a codec; what the header says is in the KernelContext.

    @Handles
    void onNumber(int number) {} // error: [NotAMessage] 'onNumber' takes int, which is no message. Take a record marked @Message, a sealed interface of such records, or the Reader of a codec; what the header says is in the KernelContext.

    @Handles
    void onPlain(Plain plain, KernelContext context) {} // error: [NotAMessage] 'onPlain' takes Plain, which is no message. Mark Plain with @Message.

    @Handles
    <T> void onAny(T any) {} // error: [NotAMessage] 'onAny' takes T, which is no message. Take a record marked @Message, a sealed interface of such records, or the Reader of a codec; what the header says is in the KernelContext.

    @Handles
    void onPage(Page<Ping> page) {} // error: [NotAMessage] 'onPage' takes Page<Ping>, which is no message. A generic record travels in a message: take a record marked @Message with Page<Ping> in it.
}

@Message(id = 2)
record Page<T>(T first) {}

record Plain(int x) {}

@Message(id = 1)
record Ping(int x) {}
