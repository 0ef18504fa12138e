package com.example;

import io.ringkernel.annotation.*;
import java.util.*;

@Message(id = 1, version = 2)
record Order(long id, @Since(2) @DefaultValue("1.5") double price) {}
