package com.example;

import io.ringkernel.annotation.Message;
import java.util.List;
import java.util.Optional;

@Message(id = 5)
record Folder(int number, List<Tree<Folder>> trees) {
    @Message(id = 6)
    record Tree<T>(Optional<T> value, List<Tree<T>> children) {}
}
