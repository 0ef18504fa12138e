//// Order.java
package com.example;

import io.ringkernel.annotation.*;
import java.util.UUID;

@Message(id = 0x0101)
record Order(long id, @CorrelationId UUID request, int count) {} // error: [FieldBound] 'request' is bound to the correlation id of the header, but a field in the schema file, where older readers and writers have it. Remove the annotation; or give the component another name, and mark the record @Reserved(name = "request", type = UUID.class, after = "id").

//// schema.json
{
  "messages": [
    {"name": "com.example.Order", "id": "0x00000101", "version": 1, "fields": [
      {"name": "id", "type": "long", "offset": 0, "length": 8},
      {"name": "request", "type": "UUID", "offset": 8, "length": 16},
      {"name": "count", "type": "int", "offset": 24, "length": 4}
    ]}
  ],
  "choices": []
}
