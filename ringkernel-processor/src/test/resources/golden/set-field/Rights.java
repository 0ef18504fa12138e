package com.example;

import io.ringkernel.annotation.MaxCount;
import io.ringkernel.annotation.Message;
import java.util.Set;

@Message(id = 0x0302)
record Rights(long user, @MaxCount(3) Set<Right> rights) {
    enum Right {
        READ,
        WRITE,
        ADMINISTER
    }
}
