package com.example;

import io.ringkernel.annotation.Message;

@Message // warning: [UnstableTypeId] the type id of 'UnstableTypeId' comes from its name and will change if you rename it. Set @Message(id = 0x06EE69E1) to keep it.
record UnstableTypeId(int x) {}

@Message(id = 0) // warning: [UnstableTypeId] the type id of 'Zero' comes from its name and will change if you rename it. Set @Message(id = 0x9A5934C2) to keep it.
record Zero(int x) {}
