package com.example;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import java.time.ZonedDateTime;

@Message(id = 1)
record LimitOnWrongType(@MaxLength(4) int number, @MaxLength(4) Inner inner) {} // error: [LimitOnWrongType] 'number' is of type int; @MaxLength limits the bytes of a String, a byte[] or a big number. Remove the annotation. // error: [LimitOnWrongType] 'inner' is of type Inner; @MaxLength limits the bytes of a String, a byte[] or a big number. Remove the annotation.

@Message(id = 3)
record Meeting(@MaxLength(40) ZonedDateTime at) {} // error: [LimitOnWrongType] 'at' is of type ZonedDateTime; @MaxLength limits the bytes of a String, a byte[] or a big number. Remove the annotation.

@Message(id = 2)
record Inner(String text) {}
