package com.example;

import io.ringkernel.annotation.MaxCount;
import io.ringkernel.annotation.Message;

@Message(id = 1)
record CountOnWrongType(@MaxCount(8) String line, @MaxCount(8) byte[] bytes, @MaxCount(8) int number) {} // error: [CountOnWrongType] 'line' is of type String; @MaxCount limits the elements of a list, a set, a map or an array. For its bytes there is @MaxLength. // error: [CountOnWrongType] 'bytes' is of type byte[]; @MaxCount limits the elements of a list, a set, a map or an array. For its bytes there is @MaxLength. // error: [CountOnWrongType] 'number' is of type int; @MaxCount limits the elements of a list, a set, a map or an array. Remove the annotation.
