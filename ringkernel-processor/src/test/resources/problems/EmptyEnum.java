package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 1)
record EmptyEnum(Nothing nothing) {} // error: [EmptyEnum] 'nothing' is of type Nothing, an enum without constants, and has no value to carry. Remove the field.

enum Nothing {}
