package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 0x434C_4B31)
record Visit(int minutes) {}
