package com.example;

import io.ringkernel.annotation.*;
import java.util.*;

@Message(id = 2)
record Point(int x, int y) {}
