package com.example;

import io.ringkernel.annotation.*;
import java.util.*;

@Message(id = 1, version = 2)
record Order(long id, double price, @MaxLength(20) String note, @Since(2) long cents) {
    @Deprecated
    @Override
    public double price() {
        return price;
    }

    @Deprecated
    @Override
    public String note() {
        return note;
    }
}
