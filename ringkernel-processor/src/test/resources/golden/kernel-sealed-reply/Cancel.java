package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 5)
record Cancel(long id) {}
