//// Order.java
package com.example;

import io.ringkernel.annotation.*;

@Message(id = 0x0104)
record Trade(
        long id) {}

enum Side {
    BUY, SELL
}

//// schema.json // error: [MessageGone] 'com.example.Order' is in the schema file, but no such message exists. If it was removed, compile everything with -Aringkernel.schema.update=true: its id 0x00000101 stays reserved.
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
