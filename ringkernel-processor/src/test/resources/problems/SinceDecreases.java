package com.example;

import io.ringkernel.annotation.*;

@Message(id = 1, version = 3)
record SinceDecreases(int a, @Since(3) int b, @Since(2) int c, int d) {} // error: [SinceDecreases] 'c' has been there since version 2, and stands behind 'b', which is new in version 3. New fields go to the end, where they move no other: swap them, or mark 'c' with the version that added it. // error: [SinceDecreases] 'd' has been there since version 1, and stands behind 'b', which is new in version 3. New fields go to the end, where they move no other: swap them, or mark 'd' with the version that added it.
