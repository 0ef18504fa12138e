package com.example;

import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "surveyor")
final class PermitsNoMessage {
    @Handles
    void measure(Shape shape) {} // error: [PermitsNoMessage] 'measure' uses Shape, which permits Square. All that implements a sealed interface in a message must be a record marked @Message: mark it, or take it out of the interface. // error: [PermitsNoMessage] 'measure' uses Shape, which permits Solid. All that implements a sealed interface in a message must be a record marked @Message: mark it, or take it out of the interface.
}

sealed interface Shape {
    @Message(id = 1)
    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    non-sealed interface Solid extends Shape {}
}
