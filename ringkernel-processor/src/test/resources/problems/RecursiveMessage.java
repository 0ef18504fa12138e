package com.example;

import io.ringkernel.annotation.Message;
import java.util.List;

@Message(id = 1)
record RecursiveMessage(int x, RecursiveMessage next) {} // error: [RecursiveMessage] 'next' makes RecursiveMessage contain itself without an end: RecursiveMessage -> RecursiveMessage. Make it @Nullable, an Optional or a List, so that there can be a last one.

@Message(id = 2)
record Folder(String name, Entry first) {} // error: [RecursiveMessage] 'first' makes Folder contain itself without an end: Folder -> Entry -> Folder. Make it @Nullable, an Optional or a List, so that there can be a last one.

@Message(id = 3)
record Entry(long length, Folder parent) {} // error: [RecursiveMessage] 'parent' makes Entry contain itself without an end: Entry -> Folder -> Entry. Make it @Nullable, an Optional or a List, so that there can be a last one.

@Message(id = 4)
record Disk(Folder root, List<Disk> mounted) {}
