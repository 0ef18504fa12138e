package com.example;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;

@Message(id = 0x0101)
record Order(long id, int qty, double price, @MaxLength(80) String note) {}
