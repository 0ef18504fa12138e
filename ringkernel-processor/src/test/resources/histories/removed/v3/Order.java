package com.example;

import io.ringkernel.annotation.*;
import java.util.*;

@Message(id = 1, version = 3)
@Reserved(name = "a", type = byte.class)
@Reserved(name = "b", type = long.class)
@Reserved(name = "d", type = String.class, after = "c")
@Reserved(name = "f", type = int.class, after = "e")
record Order(byte c, int e, @Since(3) @MaxLength(20) String g) {}
