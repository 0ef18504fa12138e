//// Orders.java
package com.example;

import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;
import java.util.List;

final class Orders {
    @Message(id = 1)
    record Placed(long id) {}
}

@Message(id = 2)
record Order(long id, Side side, Side otherSide, List<Detail> details) {} // note: [AuxiliaryClass] 'Order' is in Orders.java, and generated code in another file names it. That works, but a javac that was told to warn of it (-Xlint:auxiliaryclass, or all) does so in the generated code. Move it to Order.java, or into another class. // note: [AuxiliaryClass] 'Detail' is in Orders.java, and generated code in another file names it. That works, but a javac that was told to warn of it (-Xlint:auxiliaryclass, or all) does so in the generated code. Move it to Detail.java, or into another class.

enum Side {
    BUY,
    SELL
}

sealed interface Detail {}

@Message(id = 3)
record Note(Side side, Status status) implements Detail {} // note: [AuxiliaryClass] 'Note' is in Orders.java, and generated code in another file names it. That works, but a javac that was told to warn of it (-Xlint:auxiliaryclass, or all) does so in the generated code. Move it to Note.java, or into another class. // note: [AuxiliaryClass] 'Side' is in Orders.java, and generated code in another file names it. That works, but a javac that was told to warn of it (-Xlint:auxiliaryclass, or all) does so in the generated code. Move it to Side.java, or into another class.

@RingKernel(id = "sales")
class Sales { // note: [AuxiliaryClass] 'Sales' is in Orders.java, and generated code in another file names it. That works, but a javac that was told to warn of it (-Xlint:auxiliaryclass, or all) does so in the generated code. Move it to Sales.java, or into another class.
    @Handles
    void on(Order order) {}
}
//// Status.java
package com.example;

enum Status {
    OPEN,
    CLOSED
}
