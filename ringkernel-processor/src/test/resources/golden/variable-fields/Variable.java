package com.example;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import org.jspecify.annotations.Nullable;

@Message(id = 0x0102)
record Variable(
        String text,
        @MaxLength(1024) byte[] bytes,
        @Nullable @MaxLength(80) String maybeText,
        @MaxLength(32) byte @Nullable [] maybeBytes) {}
