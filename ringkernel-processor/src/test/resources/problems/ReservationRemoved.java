//// Order.java
package com.example;

import io.ringkernel.annotation.*;

@Message(id = 0x0101, version = 2)
record Order( // error: [ReservationRemoved] 'Order' no longer keeps the place of 'note', which was removed: the fields behind it would move. Mark the record @Reserved(name = "note", type = String.class, after = "side").
        long id,
        Side side,
        @Since(2) int count) {}

enum Side {
    BUY, SELL
}

//// schema.json
{
  "messages": [
    {"name": "com.example.Order", "id": "0x00000101", "version": 2, "fields": [
      {"name": "id", "type": "long", "offset": 0, "length": 8},
      {"name": "side", "type": "com.example.Side", "offset": 8, "length": 4},
      {"name": "note", "type": "String", "offset": 16, "length": 8, "reserved": true},
      {"name": "count", "type": "int", "offset": 24, "length": 4, "since": 2}
    ]},
    {"name": "com.example.Old", "id": "0x00000102", "version": 1, "retired": true}
  ],
  "choices": [{"type": "com.example.Side", "names": ["BUY", "SELL"]}]
}
