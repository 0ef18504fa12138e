package com.example;

import io.ringkernel.annotation.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

@Message(id = 1)
record UnsupportedFieldType<T>( // error: [GenericMessage] 'UnsupportedFieldType' has type parameters, but bytes have one layout. Declare one record for each type that is sent.
        ArrayList<String> lines, // error: [UnsupportedFieldType] 'lines' is an ArrayList<String>, which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef, another @Message record, a sealed interface of such, or a List, Set, Map or array of these. Use a List, a Set or a Map, and say what is in it.
        List raw, // error: [UnsupportedFieldType] 'raw' is a List, which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef, another @Message record, a sealed interface of such, or a List, Set, Map or array of these. Use a List, a Set or a Map, and say what is in it.
        List<? extends Number> wild, // error: [UnsupportedFieldType] 'wild' is a List<? extends Number> with ? extends Number in it, which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef, another @Message record, a sealed interface of such, or a List, Set, Map or array of these. Use a List, a Set or a Map, and say what is in it.
        List<String>[] lists, // error: [UnsupportedFieldType] 'lists' is a List<String>[], which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef, another @Message record, a sealed interface of such, or a List, Set, Map or array of these. Use a List instead of the array.
        Map<String, List<Plain>> pages, // error: [UnsupportedFieldType] 'pages' is a Map<String, List<Plain>> with a Plain in it, which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef, another @Message record, a sealed interface of such, or a List, Set, Map or array of these. Mark Plain with @Message.
        Integer count, // error: [UnsupportedFieldType] 'count' is an Integer, which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef, another @Message record, a sealed interface of such, or a List, Set, Map or array of these. Use the primitive.
        long[] numbers, // error: [UnsupportedFieldType] 'numbers' is a long[], which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef, another @Message record, a sealed interface of such, or a List, Set, Map or array of these. Use a List instead of the array.
        Set<Object> blobs, // error: [UnsupportedFieldType] 'blobs' is a Set<Object> with an Object in it, which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef, another @Message record, a sealed interface of such, or a List, Set, Map or array of these. Turn Object into a record marked @Message, or carry it as a byte[].
        Optional<String> note, // error: [UnsupportedFieldType] 'note' is an Optional<String>, which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef, another @Message record, a sealed interface of such, or a List, Set, Map or array of these. Use the type itself; a String or a byte[] may be @Nullable.
        Instant at, // error: [UnsupportedFieldType] 'at' is an Instant, which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef, another @Message record, a sealed interface of such, or a List, Set, Map or array of these. Use a long and say its unit in the name.
        Plain plain, // error: [UnsupportedFieldType] 'plain' is a Plain, which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef, another @Message record, a sealed interface of such, or a List, Set, Map or array of these. Mark Plain with @Message.
        Object anything, // error: [UnsupportedFieldType] 'anything' is an Object, which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef, another @Message record, a sealed interface of such, or a List, Set, Map or array of these. Turn Object into a record marked @Message, or carry it as a byte[].
        T typed, // error: [UnsupportedFieldType] 'typed' is a T, which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef, another @Message record, a sealed interface of such, or a List, Set, Map or array of these. Turn T into a record marked @Message, or carry it as a byte[].
        String text) {}

record Plain(int x) {}
