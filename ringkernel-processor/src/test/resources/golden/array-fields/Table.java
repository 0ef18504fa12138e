package com.example;

import io.ringkernel.annotation.MaxCount;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;

@Message(id = 0x0304)
record Table(@MaxCount(10) @MaxLength(40) String[] columns, @MaxCount(10) @MaxLength(40) String[][] cells) {}
