package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 1)
record EnumCodeCollision(Letters letters) {} // error: [EnumCodeCollision] 'letters' is of type Letters, whose constants LQNQX and ZAORB have the same code on the wire, 0x671DC101. Codes come from the names: rename one of the constants.

enum Letters {
    LQNQX,
    ZAORB
}
