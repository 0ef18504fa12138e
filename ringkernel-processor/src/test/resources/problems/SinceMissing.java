//// Order.java
package com.example;

import io.ringkernel.annotation.*;

@Message(id = 0x0101, version = 3)
record Order(
        long id,
        Side side,
        @MaxLength(80) String note,
        @Since(2) int count,
        @Since(2) int more) {} // error: [SinceMissing] 'more' is new, but messages of version 2 do not have it. Put it at the end, and mark it @Since(3) or with a later version.

enum Side {
    BUY, SELL
}

//// schema.json
{
  "messages": [
    {"name": "com.example.Order", "id": "0x00000101", "version": 2, "fields": [
      {"name": "id", "type": "long", "offset": 0, "length": 8},
      {"name": "side", "type": "com.example.Side", "offset": 8, "length": 4},
      {"name": "note", "type": "String", "offset": 16, "length": 8, "maxLength": 80},
      {"name": "count", "type": "int", "offset": 24, "length": 4, "since": 2}
    ]},
    {"name": "com.example.Old", "id": "0x00000102", "version": 1, "retired": true}
  ],
  "choices": [{"type": "com.example.Side", "names": ["BUY", "SELL"]}]
}
