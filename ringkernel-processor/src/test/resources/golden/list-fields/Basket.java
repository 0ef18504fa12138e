package com.example;

import io.ringkernel.annotation.MaxCount;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Message(id = 0x0301)
record Basket(
        @MaxCount(16) @MaxLength(80) List<String> tags,
        @MaxCount(8) List<UUID> owners,
        @MaxCount(8) List<Integer> prices,
        @MaxCount(8) List<@Nullable Long> stamps,
        @MaxCount(4) @MaxLength(40) @Nullable List<@Nullable String> notes) {}
