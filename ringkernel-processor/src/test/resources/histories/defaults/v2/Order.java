package com.example;

import io.ringkernel.annotation.*;
import java.util.*;

@Message(id = 1, version = 2)
record Order(
        long id,
        @Since(2) @DefaultValue("true") boolean a,
        @Since(2) @DefaultValue("-1") byte b,
        @Since(2) @DefaultValue("0x7FFF") short c,
        @Since(2) @DefaultValue("\n") char d,
        @Since(2) @DefaultValue("\u00E9") char d2,
        @Since(2) @DefaultValue("-2147483648") int e,
        @Since(2) @DefaultValue("9223372036854775807") long f,
        @Since(2) @DefaultValue("1e-3") float g,
        @Since(2) @DefaultValue("-Infinity") double h,
        @Since(2) @DefaultValue("NaN") float h2,
        @Since(2) @DefaultValue("a \"quoted\" \\ text") String i,
        @Since(2) @DefaultValue("SELL") Side j,
        @Since(2) @DefaultValue("123e4567-e89b-12d3-a456-426614174000") UUID k,
        @Since(2) boolean zeroA,
        @Since(2) byte zeroB,
        @Since(2) short zeroC,
        @Since(2) char zeroD,
        @Since(2) int zeroE,
        @Since(2) long zeroF,
        @Since(2) float zeroG,
        @Since(2) double zeroH) {}
