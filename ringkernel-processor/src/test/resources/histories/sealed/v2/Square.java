package com.example;

import io.ringkernel.annotation.*;
import java.math.*;
import java.time.*;
import java.util.*;

@Message(id = 3)
record Square(int side) implements Shape {}
