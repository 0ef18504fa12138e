package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 0xFFFF_FF01) // error: [ReservedTypeId] 'ReservedTypeId' has the type id 0xFFFFFF01. Those from 0xFFFFFF00 on are of the runtime's own messages: set @Message(id) to another number.
record ReservedTypeId(int x) {}
