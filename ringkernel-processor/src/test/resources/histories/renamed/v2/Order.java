package com.example;

import io.ringkernel.annotation.*;
import java.util.*;

@Message(id = 1, version = 2)
record Order(long id, @FormerName("qty") int count, @Since(2) int more) {}
