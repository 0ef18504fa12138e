package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 0x0101)
record DuplicateTypeId(int x) {}

@Message(id = 257) // error: [DuplicateTypeId] 'Other' has the type id 0x00000101, as 'com.example.DuplicateTypeId' has. Set @Message(id) of one of them to another number.
record Other(int x) {}
