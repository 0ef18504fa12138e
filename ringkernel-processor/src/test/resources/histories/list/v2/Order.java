package com.example;

import io.ringkernel.annotation.*;
import java.util.*;

@Message(id = 1, version = 2)
record Order(@MaxCount(4) List<Leg> legs, int after, @Since(2) @MaxCount(3) List<String> tags, @Since(2) Map<String, Leg> byName) {}
