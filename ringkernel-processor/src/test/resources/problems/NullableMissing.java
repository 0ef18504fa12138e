package com.example;

import io.ringkernel.annotation.*;

@Message(id = 1, version = 2)
record NullableMissing(int a, @Since(2) Point point) {} // error: [NullableMissing] 'point' is of type Point and new in version 2, but no value of that type can stand for it in an older message. Mark it @Nullable.

@Message(id = 2)
record Point(int x, int y) {}
