package com.example;

import io.ringkernel.annotation.Message;

sealed interface Outcome {
    @Message(id = 3)
    record Paid(long number) implements Outcome {}

    @Message(id = 4)
    record Refused(int reason) implements Outcome {}
}
