package com.example;

import io.ringkernel.annotation.*;

@Message(id = 1)
record Order(long id) {}
