package com.example;

import io.ringkernel.annotation.*;

@Message(id = 1)
record FormerNameTaken(int a, @FormerName("a") int b, @FormerName({"x", "y"}) int c, @FormerName("y") int d) {} // error: [FormerNameTaken] 'b' cannot have had the name 'a': it is a name of 'a'. A name means one field for good. // error: [FormerNameTaken] 'd' cannot have had the name 'y': it is a name of 'c'. A name means one field for good.
