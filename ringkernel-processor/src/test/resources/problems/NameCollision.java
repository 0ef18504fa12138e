package com.example;

import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@Message(id = 1)
record NameCollision(int x) {} // error: [NameCollision] the class generated for 'NameCollision' would be named NameCollisionCodec, and so is a class in the sources. Rename one of the two.

class NameCollisionCodec {}

final class Outer {
    @Message(id = 2)
    record Inner(int x) {}

    @RingKernel(id = "a")
    static void on(Inner inner) {}

    @RingKernel(id = "b")
    static void on(Outer_Inner inner) {} // error: [NameCollision] the class generated for 'Outer.on' would be named OuterOnDispatcher, and so is the one for 'Outer.on'. Rename one of the two.
}

@Message(id = 3)
record Outer_Inner(int x) {} // error: [NameCollision] the class generated for 'Outer_Inner' would be named Outer_InnerCodec, and so is the one for 'Inner'. Rename one of the two.
