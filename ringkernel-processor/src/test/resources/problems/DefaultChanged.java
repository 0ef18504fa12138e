//// Order.java
package com.example;

import io.ringkernel.annotation.*;

@Message(id = 0x0101, version = 2)
record Order(
        long id,
        Side side,
        @MaxLength(80) String note,
        @Since(2) @DefaultValue("2") int count) {} // error: [DefaultChanged] the default of 'count' is "2", but "1" in the schema file: messages without the field, which are stored or under way, would mean something else. Set @DefaultValue("1"), or add a field of another name.

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
      {"name": "count", "type": "int", "offset": 24, "length": 4, "since": 2, "default": "1"}
    ]},
    {"name": "com.example.Old", "id": "0x00000102", "version": 1, "retired": true}
  ],
  "choices": [{"type": "com.example.Side", "names": ["BUY", "SELL"]}]
}
