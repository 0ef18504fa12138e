package com.example;

import io.ringkernel.annotation.*;

@Message(id = 1)
record BadDefault(
        @DefaultValue("seven") int count, // error: [BadDefault] @DefaultValue("seven") cannot be the value of 'count', which is of type int. Write a whole number from -2147483648 to 2147483647.
        @DefaultValue("300") byte small, // error: [BadDefault] @DefaultValue("300") cannot be the value of 'small', which is of type byte. Write a whole number from -128 to 127.
        @DefaultValue("yes") boolean flag, // error: [BadDefault] @DefaultValue("yes") cannot be the value of 'flag', which is of type boolean. Write true or false.
        @DefaultValue("ab") char letter, // error: [BadDefault] @DefaultValue("ab") cannot be the value of 'letter', which is of type char. Write one character up to U+FFFF; beyond, as an emoji is, it takes two, and a String.
        @DefaultValue("😀") char face, // error: [BadDefault] @DefaultValue("😀") cannot be the value of 'face', which is of type char. Write one character up to U+FFFF; beyond, as an emoji is, it takes two, and a String.
        @DefaultValue("1.5f") double ratio, // error: [BadDefault] @DefaultValue("1.5f") cannot be the value of 'ratio', which is of type double. Write a number such as 0.5 or 1e-3, without a letter behind it.
        @DefaultValue("CROSS") Side side, // error: [BadDefault] @DefaultValue("CROSS") cannot be the value of 'side', which is of type Side. Write one of BUY, SELL.
        @DefaultValue("17") java.util.UUID key, // error: [BadDefault] @DefaultValue("17") cannot be the value of 'key', which is of type UUID. Write an id such as 123e4567-e89b-12d3-a456-426614174000.
        @DefaultValue("too long") @MaxLength(4) String text) {} // error: [BadDefault] @DefaultValue("too long") cannot be the value of 'text', which is of type String. Write at most 4 bytes.

enum Side {
    BUY,
    SELL
}
