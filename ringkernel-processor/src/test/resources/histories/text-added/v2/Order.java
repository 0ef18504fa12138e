package com.example;

import io.ringkernel.annotation.*;
import java.util.*;

@Message(id = 1, version = 2)
record Order(long id, @MaxLength(20) String name, @Since(2) @MaxLength(20) String note, @Since(2) @MaxLength(20) @DefaultValue("größer") String kind, @Since(2) @MaxLength(8) byte[] bytes) {
    @Override
    public String toString() {
        return "Order[id=" + id + ", name=" + name + ", note=" + note + ", kind=" + kind + ", bytes="
                + Arrays.toString(bytes) + "]";
    }
}
