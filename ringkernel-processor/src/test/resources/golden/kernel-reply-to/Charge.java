package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 1)
record Charge(long cents) {}
