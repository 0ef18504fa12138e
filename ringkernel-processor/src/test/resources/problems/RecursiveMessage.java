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

@Message(id = 5)
record Box<T>(T value) {}

@Message(id = 6)
record Matryoshka(Box<Matryoshka> inner) {} // error: [RecursiveMessage] 'inner' makes Matryoshka contain itself without an end: Matryoshka -> Box<Matryoshka> -> Matryoshka. Make it @Nullable, an Optional or a List, so that there can be a last one.

@Message(id = 7)
record Twins(Box<Box<Twins>> inner, List<Box<Twins>> others) {} // error: [RecursiveMessage] 'inner' makes Twins contain itself without an end: Twins -> Box<Box<Twins>> -> Box<Twins> -> Twins. Make it @Nullable, an Optional or a List, so that there can be a last one.

@Message(id = 8)
record Chain<T>(T value, Chain<T> next) {}

@Message(id = 9)
record Necklace(int length, Chain<String> pearls) {} // error: [RecursiveMessage] 'next' makes Chain<String> contain itself without an end: Chain<String> -> Chain<String>. Make it @Nullable, an Optional or a List, so that there can be a last one.
