package com.example;

import io.ringkernel.annotation.*;

@Message(id = 1)
@Reserved(name = "b", type = int.class, after = "a")
@Reserved(name = "old", type = int.class, after = "a")
record ReservedNameUsed(int a, int b, @FormerName("old") int c) {} // error: [ReservedNameUsed] 'b' has the name of a field that was removed from 'ReservedNameUsed', and readers of names would take one for the other. Choose another name. // error: [ReservedNameUsed] 'c' has the name of a field that was removed from 'ReservedNameUsed', and readers of names would take one for the other. Choose another name.
