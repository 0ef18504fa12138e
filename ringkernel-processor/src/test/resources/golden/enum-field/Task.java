package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 0x0103)
record Task(Level level, Task.State state, Level least) {
    enum State {
        OPEN,
        DONE
    }
}
