package com.example;

import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@Message(id = 1)
record NameCollision(int x) {} // error: [NameCollision] 'NameCollision' needs the name NameCollisionCodec for its generated class, but that is the name of a class in the sources. Rename one of the two.

class NameCollisionCodec {}

final class Outer {
    @Message(id = 2)
    record Inner(int x) {}

    @RingKernel(id = "a")
    static void on(Inner inner) {}

    @RingKernel(id = "b")
    static void on(Outer_Inner inner) {} // error: [NameCollision] 'Outer.on' needs the name OuterOnDispatcher for its generated class, but that is the name of the one of 'Outer.on'. Rename one of the two.
}

@Message(id = 3)
record Outer_Inner(int x) {} // error: [NameCollision] 'Outer_Inner' needs the name Outer_InnerCodec for its generated class, but that is the name of the one of 'Inner'. Rename one of the two.
