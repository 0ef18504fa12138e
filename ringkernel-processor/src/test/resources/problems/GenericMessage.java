package com.example;

import io.ringkernel.annotation.MaxCount;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import java.util.List;
import java.util.Set;

@Message(id = 1)
record GenericMessage(
        Page page, // error: [GenericMessage] 'page' is of type Page without type arguments, but bytes have one layout. Say what is in it, as in Page<String>.
        List<Page> pages, // error: [GenericMessage] 'pages' is of type Page without type arguments, but bytes have one layout. Say what is in it, as in Page<String>.
        Page<?> any, // error: [UnsupportedFieldType] 'any' is of type Page<?>, in which ? has no form on the wire. Name the type without a wildcard.
        Page<Object> things, // error: [UnsupportedFieldType] 'things' is of type Page<Object>, in which Object has no form on the wire. Say what it is: a record marked @Message, or a sealed interface of such records.
        Bag<byte[]> bag, // error: [ArrayAsKey] 'items' is of type Set<byte[]>, whose elements are arrays, and an array is equal to no other. Use a List in place of the array, or a String for bytes.
        Table<List<String>> table, // error: [UnsupportedFieldType] 'rows' is of type List<String>[], which has no form on the wire. Use a List instead of the array.
        Page<String> names) {}

@Message(id = 2)
record Page<T>(int number, @MaxCount(10) @MaxLength(80) List<T> items) {}

@Message(id = 3)
record Bag<T>(Set<T> items) {}

@Message(id = 4)
record Table<T>(T[] rows) {}
