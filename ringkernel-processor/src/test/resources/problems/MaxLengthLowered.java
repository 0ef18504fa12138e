//// Order.java
package com.example;

import io.ringkernel.annotation.*;

@Message(id = 0x0101, maxLength = 256) // error: [MaxLengthLowered] the maxLength of 'Order' is 256, but in the schema file its messages have up to 1016 bytes: what was written before may be refused, and cannot be written again. Set @Message(maxLength = 1016), or a higher limit.
record Order(long id, @MaxLength(1000) String note) {}

//// schema.json
{
  "messages": [
    {"name": "com.example.Order", "id": "0x00000101", "version": 1, "maxEncodedLength": 1016, "fields": [
      {"name": "id", "type": "long", "offset": 0, "length": 8},
      {"name": "note", "type": "String", "offset": 8, "length": 8, "maxLength": 1000}
    ]}
  ],
  "choices": []
}
