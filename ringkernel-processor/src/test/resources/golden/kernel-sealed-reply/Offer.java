package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 4)
record Offer(long price) {}
