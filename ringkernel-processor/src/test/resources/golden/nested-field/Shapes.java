package com.example;

import io.ringkernel.annotation.Message;

final class Shapes {
    private Shapes() {}

    @Message(id = 0x0104)
    record Point(int x, int y) {}
}
