package com.example;

import io.ringkernel.annotation.*;
import java.util.*;

@Message(id = 1)
record Order(byte a, long b, byte c, @MaxLength(20) String d, int e) {}
