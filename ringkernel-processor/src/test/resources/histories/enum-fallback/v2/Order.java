package com.example;

import io.ringkernel.annotation.*;
import java.math.*;
import java.time.*;
import java.util.*;

@Message(id = 1, version = 2)
record Order(Side side, int after, @Since(2) Side other) {}
