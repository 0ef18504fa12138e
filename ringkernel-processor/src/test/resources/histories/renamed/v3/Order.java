package com.example;

import io.ringkernel.annotation.*;
import java.util.*;

@Message(id = 1, version = 3)
record Order(long id, @FormerName({"qty", "count"}) int quantity, @Since(2) int more) {}
