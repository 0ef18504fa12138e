package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 0x0110)
record Boxed(Boolean flag, Byte kind, Short count, Character letter, Integer number, Long total, Float share, Double ratio) {}
