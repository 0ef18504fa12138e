package com.example;

import io.ringkernel.annotation.*;
import java.util.*;

@Message(id = 2, version = 2)
record Point(int x, int y, @Since(2) @DefaultValue("-1") int z, @Since(2) @MaxLength(20) String name) {}
