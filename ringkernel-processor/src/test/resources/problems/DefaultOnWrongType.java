package com.example;

import io.ringkernel.annotation.*;

@Message(id = 1)
record DefaultOnWrongType(@DefaultValue("AB") byte[] bytes, @DefaultValue("1, 2") Point point) {} // error: [DefaultOnWrongType] 'bytes' is of type byte[], which cannot be written as a text. Remove @DefaultValue; where the field may be missing, mark it @Nullable. // error: [DefaultOnWrongType] 'point' is of type Point, which cannot be written as a text. Remove @DefaultValue; where the field may be missing, mark it @Nullable.

@Message(id = 2)
record Point(int x, int y) {}
