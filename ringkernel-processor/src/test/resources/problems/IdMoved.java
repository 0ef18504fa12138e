//// Refund.java
package com.example;

import io.ringkernel.annotation.*;

@Message(id = 0x0101, version = 2) // error: [IdMoved] 'Refund' has the type id 0x00000101 of 'com.example.Order', which is gone, and so is taken for that message under another name; but it does not fit. If 'Refund' is another message, set @Message(id) to a number that was never used; if it is the same one, mend what else is said of it here.
record Refund( // error: [FieldRemoved] 'Refund' has no field 'side', which is in the schema file. Put it back, @Deprecated if nobody is to use it, or keep its place: mark the record @Reserved(name = "side", type = int.class, after = "id").
        long id,
        @MaxLength(80) String note,
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
      {"name": "note", "type": "String", "offset": 16, "length": 8, "maxLength": 80},
      {"name": "count", "type": "int", "offset": 24, "length": 4, "since": 2}
    ]},
    {"name": "com.example.Old", "id": "0x00000102", "version": 1, "retired": true}
  ],
  "choices": [{"type": "com.example.Side", "names": ["BUY", "SELL"]}]
}
