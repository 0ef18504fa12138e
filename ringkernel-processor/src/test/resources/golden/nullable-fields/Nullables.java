package com.example;

import io.ringkernel.annotation.MaxCount;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import io.ringkernel.buffer.BufferRef;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Message(id = 0x0114)
record Nullables(
        @Nullable Integer count,
        @Nullable Character letter,
        @Nullable UUID owner,
        @Nullable BufferRef payload,
        @Nullable Duration timeout,
        @Nullable OffsetDateTime due,
        @Nullable ZonedDateTime zoned,
        @Nullable Color color,
        @Nullable @MaxLength(80) String name,
        @MaxLength(80) byte @Nullable [] bytes,
        @Nullable @MaxLength(20) BigInteger number,
        @Nullable BigDecimal amount,
        @Nullable Part part,
        @MaxCount(16) double @Nullable [] data) {
    enum Color {
        RED,
        GREEN
    }

    @Message(id = 0x0115)
    record Part(int x) {}
}
