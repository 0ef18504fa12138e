//// Order.java
package com.example;

import io.ringkernel.annotation.*;

@Message(id = 0x0101)
record Order(long id) {}
//// missing.json // error: [SchemaFileMissing] there is no schema file missing.json. Write it with -Aringkernel.schema.update=true, or remove the option ringkernel.schema.
