package com.example;

import io.ringkernel.annotation.MaxCount;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Message(id = 1)
record Library(
        Page<Order> orders,
        Optional<Page<Order>> more,
        @MaxCount(3) List<Page<Integer>> numbers,
        Page<@Nullable Integer> gaps,
        Pair<String, Page<Order>> named) {
    @Message(id = 2)
    record Order(long id, @MaxLength(16) String note) {}

    @Message(id = 3)
    record Page<T>(int number, @MaxCount(2) List<T> items) {}

    @Message(id = 4)
    record Pair<A, B>(A first, B second) {}
}
