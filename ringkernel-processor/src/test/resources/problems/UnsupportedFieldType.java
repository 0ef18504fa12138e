package com.example;

import io.ringkernel.annotation.Message;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

@Message(id = 1)
record UnsupportedFieldType<T>(
        ArrayList<String> lines, // error: [UnsupportedFieldType] 'lines' is of type ArrayList<String>, which has no form on the wire. Use a List, a Set or a Map, and say what is in it.
        TreeMap<String, Integer> counts, // error: [UnsupportedFieldType] 'counts' is of type TreeMap<String, Integer>, which has no form on the wire. Use a List, a Set or a Map, and say what is in it.
        List raw, // error: [UnsupportedFieldType] 'raw' is of type List, which has no form on the wire. Use a List, a Set or a Map, and say what is in it.
        List<? extends Number> wild, // error: [UnsupportedFieldType] 'wild' is of type List<? extends Number>, in which ? extends Number has no form on the wire. Name the type without a wildcard.
        List<String>[] lists, // error: [UnsupportedFieldType] 'lists' is of type List<String>[], which has no form on the wire. Use a List instead of the array.
        Map<String, List<Plain>> pages, // error: [UnsupportedFieldType] 'pages' is of type Map<String, List<Plain>>, in which Plain has no form on the wire. Mark Plain with @Message; if it is not yours, put what you need of it into a record that is.
        Set<Object> blobs, // error: [UnsupportedFieldType] 'blobs' is of type Set<Object>, in which Object has no form on the wire. Say what it is: a record marked @Message, or a sealed interface of such records.
        Optional<Object> note, // error: [UnsupportedFieldType] 'note' is of type Object, which has no form on the wire. Say what it is: a record marked @Message, or a sealed interface of such records.
        Optional any, // error: [UnsupportedFieldType] 'any' is of type Optional, which has no form on the wire. An Optional is of a type that can be a field by itself, of no other Optional and of nothing @Nullable.
        Optional<Optional<String>> twice, // error: [UnsupportedFieldType] 'twice' is of type Optional<Optional<String>>, which has no form on the wire. An Optional is of a type that can be a field by itself, of no other Optional and of nothing @Nullable.
        Optional<@org.jspecify.annotations.Nullable String> maybe, // error: [UnsupportedFieldType] 'maybe' is of type Optional<String>, which has no form on the wire. An Optional is of a type that can be a field by itself, of no other Optional and of nothing @Nullable.
        Enum<?> some, // error: [UnsupportedFieldType] 'some' is of type Enum<?>, which has no form on the wire. Name the enum itself.
        Period period, // error: [UnsupportedFieldType] 'period' is of type Period, which has no form on the wire. Of java.time there are Instant, Duration, LocalDate, LocalTime, LocalDateTime, OffsetDateTime and ZonedDateTime; or use a number with its unit in the name.
        ZoneId zone, // error: [UnsupportedFieldType] 'zone' is of type ZoneId, which has no form on the wire. Of java.time there are Instant, Duration, LocalDate, LocalTime, LocalDateTime, OffsetDateTime and ZonedDateTime; or use a number with its unit in the name.
        Date date, // error: [UnsupportedFieldType] 'date' is of type Date, which has no form on the wire. Use an Instant.
        AtomicLong sum, // error: [UnsupportedFieldType] 'sum' is of type AtomicLong, which has no form on the wire. Use an int, a long, a double, or a BigDecimal.
        CharSequence text, // error: [UnsupportedFieldType] 'text' is of type CharSequence, which has no form on the wire. Use a String.
        Path path, // error: [UnsupportedFieldType] 'path' is of type Path, which has no form on the wire. Use a String.
        ByteBuffer bytes, // error: [UnsupportedFieldType] 'bytes' is of type ByteBuffer, which has no form on the wire. Use a byte[], or a BufferRef for what is large.
        Plain plain, // error: [UnsupportedFieldType] 'plain' is of type Plain, which has no form on the wire. Mark Plain with @Message; if it is not yours, put what you need of it into a record that is.
        Object anything, // error: [UnsupportedFieldType] 'anything' is of type Object, which has no form on the wire. Say what it is: a record marked @Message, or a sealed interface of such records.
        Base base, // error: [UnsupportedFieldType] 'base' is of type Base, which has no form on the wire. Make Base a sealed interface, and what extends it records marked @Message.
        T typed,
        String title) {}

record Plain(int x) {}

sealed abstract class Base {}

final class Leaf extends Base {}
