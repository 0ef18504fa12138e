package com.example;

import io.ringkernel.annotation.Message;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.Optional;
import java.util.OptionalInt;

@Message(id = 1)
record NullableOnWrongType(
        @org.jspecify.annotations.Nullable int count, // error: [NullableOnWrongType] 'count' is of type int, which is never null. Remove @Nullable, or use Integer.
        @Nullable Optional<String> note, // error: [NullableOnWrongType] 'note' is of type Optional<String>, which is never null. Remove @Nullable: when it is empty, it says that there is no value.
        @Nullable OptionalInt age, // error: [NullableOnWrongType] 'age' is of type OptionalInt, which is never null. Remove @Nullable: when it is empty, it says that there is no value.
        @Nullable String text) {}

@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@interface Nullable {}
