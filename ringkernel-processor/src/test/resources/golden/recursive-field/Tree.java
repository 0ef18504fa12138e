package com.example;

import io.ringkernel.annotation.MaxCount;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import java.util.List;

@Message(id = 0x0310, maxLength = 65_536)
record Tree(@MaxLength(40) String name, @MaxCount(8) List<Tree> children, @MaxCount(2) List<Leaf> leaves) {
    @Message(id = 0x0311, maxLength = 65_536)
    record Leaf(int value, @MaxCount(1) List<Tree> grafted) {}
}
