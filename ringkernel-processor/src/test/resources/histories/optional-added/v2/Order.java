package com.example;

import io.ringkernel.annotation.*;
import java.math.*;
import java.time.*;
import java.util.*;

@Message(id = 1, version = 2)
record Order(long id, @Since(2) Optional<Integer> a, @Since(2) Optional<String> b, @Since(2) OptionalLong c, @Since(2) @DefaultValue("5") Optional<Integer> d, @Since(2) @DefaultValue("text") Optional<String> e, @Since(2) Integer f, @Since(2) @DefaultValue("9") OptionalLong g) {}
