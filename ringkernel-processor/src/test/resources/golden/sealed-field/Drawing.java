package com.example;

import io.ringkernel.annotation.MaxCount;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import java.util.List;

@Message(id = 0x0307)
record Drawing(Shape frame, @MaxCount(20) List<Shape> shapes) {
    sealed interface Shape {
        @Message(id = 0x0308)
        record Circle(double x, double y, double radius) implements Shape {}

        @Message(id = 0x0309)
        record Label(double x, double y, @MaxLength(60) String text) implements Shape {}
    }
}
