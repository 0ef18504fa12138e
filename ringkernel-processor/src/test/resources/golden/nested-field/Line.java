package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 0x0105)
record Line(Shapes.Point from, Shapes.Point to) {}
