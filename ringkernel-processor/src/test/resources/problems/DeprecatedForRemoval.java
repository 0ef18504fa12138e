package com.example;

import io.ringkernel.annotation.*;

@Message(id = 1)
record DeprecatedForRemoval(int a, @Deprecated(forRemoval = true) int b, @Deprecated int c) {} // error: [DeprecatedForRemoval] 'b' is marked @Deprecated(forRemoval = true), which nothing that uses it can silence, not even its codec. Mark it @Deprecated alone; to remove it, put @Reserved on 'DeprecatedForRemoval' in its place.
