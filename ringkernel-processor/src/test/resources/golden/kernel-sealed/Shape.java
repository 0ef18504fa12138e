package com.example;

import io.ringkernel.annotation.Message;

sealed interface Shape {
    @Message(id = 0x0211)
    record Circle(double radius) implements Shape {}

    @Message(id = 0x0212)
    record Square(double side) implements Shape {}

    sealed interface Solid extends Shape {}

    @Message(id = 0x0213)
    record Cube(double side) implements Solid {}
}
