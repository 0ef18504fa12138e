package com.example;

import io.ringkernel.annotation.*;

@Message(id = 1, version = 2)
record SinceOutOfRange(int a, @Since(3) int b) {} // error: [SinceOutOfRange] @Since(3) of 'b' is out of range: the version of 'SinceOutOfRange' is 2. Raise @Message(version), or name the version that had the field first.

@Message(id = 2)
record TooEarly(@Since(0) int a) {} // error: [SinceOutOfRange] @Since(0) of 'a' is out of range: the version of 'TooEarly' is 1. Raise @Message(version), or name the version that had the field first.
