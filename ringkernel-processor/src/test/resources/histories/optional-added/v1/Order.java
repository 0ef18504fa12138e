package com.example;

import io.ringkernel.annotation.*;
import java.math.*;
import java.time.*;
import java.util.*;

@Message(id = 1)
record Order(long id) {}
