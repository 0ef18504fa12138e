package com.example;

import io.ringkernel.annotation.MaxCount;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import java.util.Map;
import java.util.UUID;

@Message(id = 0x0303)
record Scores(@MaxCount(100) @MaxLength(40) Map<UUID, String> names) {}
