package com.example;

import io.ringkernel.annotation.Message;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.UUID;

@Message(id = 1)
record NullableOnWrongType(
        @org.jspecify.annotations.Nullable UUID owner, // error: [NullableOnWrongType] 'owner' is a UUID, which cannot be null on the wire; only a String or a byte[] can. Remove @Nullable, and let a value of its own say that there is none.
        @Nullable Inner inner, // error: [NullableOnWrongType] 'inner' is an Inner, which cannot be null on the wire; only a String or a byte[] can. Remove @Nullable, and let a value of its own say that there is none.
        @Nullable String text) {}

@Message(id = 2)
record Inner(int x) {}

@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@interface Nullable {}
