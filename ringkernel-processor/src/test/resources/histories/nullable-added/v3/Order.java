package com.example;

import io.ringkernel.annotation.*;
import java.util.*;

@Message(id = 1, version = 3)
record Order(long id, @Since(2) @Nullable @MaxLength(20) String note, @Since(2) @DefaultValue("d") @Nullable @MaxLength(20) String kind, @Since(3) @Nullable @MaxCount(3) List<String> tags) {
    @interface Nullable {}
}
