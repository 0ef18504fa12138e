package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 0x0214)
record Area(double value) {}
