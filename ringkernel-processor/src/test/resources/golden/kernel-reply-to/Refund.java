package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 2)
record Refund(long cents) {}
