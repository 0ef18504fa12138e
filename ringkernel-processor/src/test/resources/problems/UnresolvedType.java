package com.example;

import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@Message(id = 1)
record UnresolvedType(Missing missing) {} // error: cannot find symbol // error: [UnresolvedType] 'missing' names a type that does not exist: Missing. A codec exists for each record marked @Message; check the name and the import.

@RingKernel(id = "kernel")
final class Kernel {
    @Handles
    void on(PlainCodec.Reader plain) {} // error: package PlainCodec does not exist // error: [UnresolvedType] 'on' names a type that does not exist: PlainCodec.Reader. A codec exists for each record marked @Message; check the name and the import.
}
