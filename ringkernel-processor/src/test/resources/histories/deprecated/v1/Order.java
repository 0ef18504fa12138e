package com.example;

import io.ringkernel.annotation.*;
import java.util.*;

@Message(id = 1)
record Order(long id, double price, @MaxLength(20) String note) {}
