package com.example;

import io.ringkernel.annotation.Message;
import io.ringkernel.buffer.BufferRef;
import java.util.UUID;

/** Components with the names of everything that a codec makes up. */
@Message(id = 0x0107)
record OddNames(
        String name,
        int nameLength,
        BufferRef nameRef,
        String copyName,
        BufferRef nameId,
        UUID buffer,
        long bufferMostSignificantBits,
        int offset,
        int length,
        int end,
        int wrap,
        int encodedLength,
        Reader reader,
        int codeOf,
        int readerOf,
        byte[] value,
        int some_name,
        int someName) {
    enum Reader {
        ONE
    }
}
