package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 1, priority = 256) // error: [PriorityOutOfRange] the priority of 'PriorityOutOfRange' is 256. A priority is 0 to 255, higher first, and 128 if none is set.
record PriorityOutOfRange(int x) {}

@Message(id = 2, priority = -1) // error: [PriorityOutOfRange] the priority of 'TooLow' is -1. A priority is 0 to 255, higher first, and 128 if none is set.
record TooLow(int x) {}
