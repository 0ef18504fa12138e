package com.example;

import io.ringkernel.annotation.*;
import java.util.*;

@Message(id = 1, version = 4)
record Order(long id, int a, byte b, @Since(2) @DefaultValue("7") byte c, @Since(2) short d, @Since(2) @MaxLength(20) String e, @Since(3) boolean f, @Since(4) @DefaultValue("true") boolean g, @Since(4) @DefaultValue("x") char h) {}
