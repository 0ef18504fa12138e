package com.example;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;

@Message(id = 1)
record MessageTooLarge( // error: [MessageTooLarge] the fields of 'MessageTooLarge' can take 67108896 bytes, more than the 67108864 that a message may have. Lower the limits with @MaxLength, or send a BufferRef.
        @MaxLength(MaxLength.LARGEST) byte[] a,
        @MaxLength(MaxLength.LARGEST) byte[] b,
        @MaxLength(MaxLength.LARGEST) byte[] c,
        @MaxLength(MaxLength.LARGEST) byte[] d) {}
