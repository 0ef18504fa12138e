package com.example;

import io.ringkernel.annotation.*;
import java.util.*;

@Message(id = 1, version = 2)
@Reserved(name = "b", type = long.class, after = "a")
record Order(byte a, byte c, @MaxLength(20) String d, int e, @Since(2) int f) {}
