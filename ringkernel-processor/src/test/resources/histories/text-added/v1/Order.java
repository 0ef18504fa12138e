package com.example;

import io.ringkernel.annotation.*;
import java.util.*;

@Message(id = 1)
record Order(long id, @MaxLength(20) String name) {}
