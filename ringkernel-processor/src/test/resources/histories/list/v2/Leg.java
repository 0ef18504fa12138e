package com.example;

import io.ringkernel.annotation.*;
import java.util.*;

@Message(id = 2, version = 2)
record Leg(int x, @MaxLength(10) String name, @Since(2) long y, @Since(2) @MaxLength(40) @DefaultValue("none") String note) {}
