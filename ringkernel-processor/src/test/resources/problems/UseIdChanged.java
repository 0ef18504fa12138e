//// Book.java
package com.example;

import io.ringkernel.annotation.*;
import java.util.*;

@Message(id = 0x0101)
record Book(Page<Order> page) {}

@Message(id = 0x0102)
record Order(long id) {}

@Message(id = 0x0104)
record Page<T>(int number, List<T> items) {} // error: [UseIdChanged] 'Page<Order>' has the type id 0x07FEF9B7, but 0x1BA31CB6 in the schema file, and in all messages that are stored or under way. It is computed from the ids of the messages in it, or from how one of its types may be absent: change that back.

//// schema.json
{
  "messages": [
    {"name": "com.example.Book", "id": "0x00000101", "version": 1, "fields": [
      {"name": "page", "type": "com.example.Page<com.example.Order>", "offset": 0, "length": 8}
    ]},
    {"name": "com.example.Order", "id": "0x00000102", "version": 1, "fields": [
      {"name": "id", "type": "long", "offset": 0, "length": 8}
    ]},
    {"name": "com.example.Page<com.example.Order>", "id": "0x1BA31CB6", "version": 1, "fields": [
      {"name": "number", "type": "int", "offset": 0, "length": 4},
      {"name": "items", "type": "List<com.example.Order>", "offset": 8, "length": 8, "maxCount": 1024}
    ]}
  ],
  "choices": []
}
