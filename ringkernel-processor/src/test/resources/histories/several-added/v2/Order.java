package com.example;

import io.ringkernel.annotation.*;
import java.util.*;

@Message(id = 1, version = 2)
record Order(long id, int a, byte b, @Since(2) @DefaultValue("7") byte c, @Since(2) short d, @Since(2) @MaxLength(20) String e) {}
