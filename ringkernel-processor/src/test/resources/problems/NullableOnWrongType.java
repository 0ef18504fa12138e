package com.example;

import io.ringkernel.annotation.Message;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.Optional;
import java.util.OptionalInt;

@Message(id = 1)
record NullableOnWrongType(
        @org.jspecify.annotations.Nullable int count, // error: [NullableOnWrongType] 'count' is an int, which is never null. Remove @Nullable, or use an Integer.
        @Nullable Optional<String> note, // error: [NullableOnWrongType] 'note' is an Optional<String>, which is never null. Remove @Nullable: when it is empty, it says that there is no value.
        @Nullable OptionalInt age, // error: [NullableOnWrongType] 'age' is an OptionalInt, which is never null. Remove @Nullable: when it is empty, it says that there is no value.
        @Nullable String text) {}

@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@interface Nullable {}
