package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 0x0106)
record Tick() {}
