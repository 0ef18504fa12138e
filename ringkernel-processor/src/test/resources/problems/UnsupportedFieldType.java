package com.example;

import io.ringkernel.annotation.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Message(id = 1)
record UnsupportedFieldType<T>( // error: [GenericMessage] 'UnsupportedFieldType' has type parameters, but bytes have one layout. Declare one record for each type that is sent.
        List<String> lines, // error: [UnsupportedFieldType] 'lines' is a List<String>, which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef or another @Message record. Send its elements as messages of their own, or write them into a byte[] or a payload buffer.
        Map<String, List<Integer>> pages, // error: [UnsupportedFieldType] 'pages' is a Map<String, List<Integer>>, which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef or another @Message record. Send its elements as messages of their own, or write them into a byte[] or a payload buffer.
        Integer count, // error: [UnsupportedFieldType] 'count' is an Integer, which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef or another @Message record. Use the primitive.
        long[] numbers, // error: [UnsupportedFieldType] 'numbers' is a long[], which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef or another @Message record. Send its elements as messages of their own, or write them into a byte[] or a payload buffer.
        byte[][] blobs, // error: [UnsupportedFieldType] 'blobs' is a byte[][], which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef or another @Message record. Send its elements as messages of their own, or write them into a byte[] or a payload buffer.
        Optional<String> note, // error: [UnsupportedFieldType] 'note' is an Optional<String>, which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef or another @Message record. Use the type itself; a String or a byte[] may be @Nullable.
        Instant at, // error: [UnsupportedFieldType] 'at' is an Instant, which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef or another @Message record. Use a long and say its unit in the name.
        Plain plain, // error: [UnsupportedFieldType] 'plain' is a Plain, which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef or another @Message record. Mark Plain with @Message.
        Object anything, // error: [UnsupportedFieldType] 'anything' is an Object, which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef or another @Message record. Turn Object into a record marked @Message, or carry it as a byte[].
        T typed, // error: [UnsupportedFieldType] 'typed' is a T, which has no fixed or tail form. A field is a primitive, a String, a byte[], an enum, a UUID, a BufferRef or another @Message record. Turn T into a record marked @Message, or carry it as a byte[].
        String text) {}

record Plain(int x) {}
