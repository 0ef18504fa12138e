package com.example;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

@Message(id = 0x0112)
record Options(
        OptionalInt number,
        OptionalLong total,
        OptionalDouble ratio,
        Optional<Integer> count,
        Optional<Boolean> flag,
        Optional<UUID> owner,
        Optional<Instant> due,
        Optional<Color> color,
        @MaxLength(80) Optional<String> name,
        @MaxLength(80) Optional<byte[]> bytes,
        Optional<Part> part,
        Optional<int[]> numbers) {
    enum Color {
        RED,
        GREEN
    }

    @Message(id = 0x0113)
    record Part(int x) {}
}
