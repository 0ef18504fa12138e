package com.example;

import io.ringkernel.annotation.*;

@Message(id = 1, version = 2)
record Order(
        long id,
        @Since(2) Boolean a,
        @Since(2) Byte b,
        @Since(2) Short c,
        @Since(2) Character d,
        @Since(2) Integer e,
        @Since(2) Long f,
        @Since(2) Float g,
        @Since(2) Double h,
        @Since(2) @DefaultValue("7") Byte i,
        @Since(2) @DefaultValue("NaN") Double j) {}
