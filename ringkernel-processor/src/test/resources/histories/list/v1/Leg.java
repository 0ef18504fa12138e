package com.example;

import io.ringkernel.annotation.*;
import java.util.*;

@Message(id = 2)
record Leg(int x, @MaxLength(10) String name) {}
