package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 0x0901, priority = 255)
record Alarm(int code) {}
