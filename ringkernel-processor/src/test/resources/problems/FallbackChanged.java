//// Order.java
package com.example;

import io.ringkernel.annotation.*;

@Message(id = 0x0101, version = 2)
record Order(
        long id,
        Side side, // error: [FallbackChanged] 'side' is of type com.example.Side, whose @Fallback is BUY, but SELL in the schema file: what newer programs say, and messages without the field, would be refused or mean something else. Mark SELL @Fallback.
        @MaxLength(80) String note,
        @Since(2) int count) {}

enum Side {
    @Fallback BUY, SELL
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
  "choices": [{"type": "com.example.Side", "names": ["BUY", "SELL"], "fallback": "SELL"}]
}
