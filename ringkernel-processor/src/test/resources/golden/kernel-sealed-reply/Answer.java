package com.example;

import io.ringkernel.annotation.Message;

sealed interface Answer {
    @Message(id = 1)
    record Accepted(long id) implements Answer {}

    @Message(id = 2)
    record Refused(int reason) implements Answer {}

    sealed interface Later extends Answer permits Queued {}

    @Message(id = 3)
    record Queued(int place) implements Later {}
}
