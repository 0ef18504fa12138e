//// Page.java
package com.example.lib;

import io.ringkernel.annotation.Message;
import java.util.List;

@Message(id = 1)
public record Page<T>(Order order, T item, List<Mark> marks) {}

enum Order {
    UP, DOWN
}

@Message(id = 2)
record Mark(int line) {}
//// Shape.java
package com.example.lib;

import io.ringkernel.annotation.Message;

public sealed interface Shape {
    int area();
}

@Message(id = 3)
record Square(int side) implements Shape {
    @Override
    public int area() {
        return side * side;
    }
}
//// FieldTypeOutOfReach.java
package com.example;

import com.example.lib.Page;
import com.example.lib.Shape;
import io.ringkernel.annotation.Message;

@Message(id = 4)
record FieldTypeOutOfReach(
        Page<Integer> page, // error: [FieldTypeOutOfReach] 'Page.order' needs Order, which only the package com.example.lib sees; the generated FieldTypeOutOfReachCodec is in another one and cannot name it. Make it public. // error: [FieldTypeOutOfReach] 'Page.marks' needs Mark, which only the package com.example.lib sees; the generated FieldTypeOutOfReachCodec is in another one and cannot name it. Make it public.
        Shape shape) {} // error: [FieldTypeOutOfReach] 'shape' needs Square, which only the package com.example.lib sees; the generated FieldTypeOutOfReachCodec is in another one and cannot name it. Make it public.
