package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 3)
record LogEvent(String text) {}
