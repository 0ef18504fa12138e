package com.example;

import io.ringkernel.annotation.*;
import java.math.*;
import java.time.*;
import java.util.*;

@Message(id = 2, version = 2)
record Circle(int radius, @Since(2) long colour) implements Shape {}
