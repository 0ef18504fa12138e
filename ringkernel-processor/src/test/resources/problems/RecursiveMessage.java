package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 1)
record RecursiveMessage(int x, RecursiveMessage next) {} // error: [RecursiveMessage] 'next' makes RecursiveMessage contain itself: RecursiveMessage -> RecursiveMessage. A message has a largest length, so it cannot nest in itself. Send the inner messages one by one.

@Message(id = 2)
record Folder(String name, Entry first) {} // error: [RecursiveMessage] 'first' makes Folder contain itself: Folder -> Entry -> Folder. A message has a largest length, so it cannot nest in itself. Send the inner messages one by one.

@Message(id = 3)
record Entry(long length, Folder parent) {} // error: [RecursiveMessage] 'parent' makes Entry contain itself: Entry -> Folder -> Entry. A message has a largest length, so it cannot nest in itself. Send the inner messages one by one.

@Message(id = 4)
record Disk(Folder root) {}
