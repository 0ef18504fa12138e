package com.example;

import io.ringkernel.annotation.*;

@Message(id = 1)
@Reserved(name = "b", type = int.class, after = "aa") // error: [ReservedBehindNothing] the place of 'b' is reserved after 'aa', but 'ReservedBehindNothing' has no such field. Name the field that stood before it; leave it out if there was none.
record ReservedBehindNothing(int a) {}
