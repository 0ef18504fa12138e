//// Order.java
package com.example;

import io.ringkernel.annotation.*;

@Message(id = 0x0101)
record Order(long id) {}
//// schema.json // error: [SchemaFileBroken] schema.json is no schema file: line 2: expected a value. Restore it from version control, or delete it and write it again with -Aringkernel.schema.update=true.
{
  "messages": [
