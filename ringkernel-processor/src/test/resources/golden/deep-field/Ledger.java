package com.example;

import io.ringkernel.annotation.MaxCount;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

@Message(id = 0x030A, maxLength = 4096)
record Ledger(@MaxCount(8) @MaxLength(40) Map<String, List<@Nullable Set<String>>> accounts, long total) {}
