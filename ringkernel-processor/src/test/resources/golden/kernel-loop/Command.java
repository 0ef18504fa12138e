package com.example;

import io.ringkernel.annotation.Message;

sealed interface Command {
    @Message(id = 2)
    record Subscribe(String kernelId) implements Command {}

    @Message(id = 3)
    record Unsubscribe(String kernelId) implements Command {}
}
