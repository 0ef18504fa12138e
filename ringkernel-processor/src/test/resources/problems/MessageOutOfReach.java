//// Base.java
package com.example.base;

import io.ringkernel.annotation.Message;

public class Base {
    @Message(id = 1)
    protected record Inner(int x) {}
}
//// MessageOutOfReach.java
package com.example;

import com.example.base.Base;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "far")
final class MessageOutOfReach extends Base {
    @Handles
    void on(Inner inner) {} // error: [MessageOutOfReach] 'on' uses Inner, whose codec is package-private in com.example.base. Make the record public.
}
