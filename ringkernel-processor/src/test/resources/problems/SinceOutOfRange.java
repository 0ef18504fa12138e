package com.example;

import io.ringkernel.annotation.*;

@Message(id = 1, version = 2)
record SinceOutOfRange(int a, @Since(3) int b) {} // error: [SinceOutOfRange] @Since(3) of 'b' is out of range: the version of 'SinceOutOfRange' is 2. Name the version that has the field first, 1 or later; if that is a new one, raise @Message(version).

@Message(id = 2)
record TooEarly(@Since(0) int a) {} // error: [SinceOutOfRange] @Since(0) of 'a' is out of range: the version of 'TooEarly' is 1. Name the version that has the field first, 1 or later; if that is a new one, raise @Message(version).
