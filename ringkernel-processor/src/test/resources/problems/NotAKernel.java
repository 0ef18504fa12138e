package com.example;

import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "a")
interface NotAKernel {} // error: [NotAKernel] 'NotAKernel' is an interface. @RingKernel marks a class with @Handles methods, or a static method that takes a message.

@RingKernel(id = "b")
record Pair(int x) {} // error: [NotAKernel] 'Pair' is a record. @RingKernel marks a class with @Handles methods, or a static method that takes a message.

@RingKernel(id = "c")
enum Color {} // error: [NotAKernel] 'Color' is an enum. @RingKernel marks a class with @Handles methods, or a static method that takes a message.
