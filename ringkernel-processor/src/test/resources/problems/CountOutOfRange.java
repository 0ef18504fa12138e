package com.example;

import io.ringkernel.annotation.MaxCount;
import io.ringkernel.annotation.Message;
import java.util.List;

@Message(id = 1)
record CountOutOfRange(@MaxCount(0) List<String> lines, @MaxCount(MaxCount.LARGEST + 1) String[] words) {} // error: [CountOutOfRange] @MaxCount(0) of 'lines' is out of range. A count is 1 to 1048576 elements. // error: [CountOutOfRange] @MaxCount(1048577) of 'words' is out of range. A count is 1 to 1048576 elements.
