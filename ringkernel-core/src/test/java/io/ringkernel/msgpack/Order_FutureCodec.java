// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

/** As short as the processor writes it. */
final class Order_FutureCodec extends FieldsOnly<Order.Future> {
    static final Order_FutureCodec INSTANCE = new Order_FutureCodec();

    private Order_FutureCodec() {
        super(Order.Future.class, 0x0103, 1);
    }

    @Override
    public void pack(Order.Future message, MapWriter map) {
        map.put("month", message.month(), Forms.text(7));
    }

    @Override
    public Order.Future unpack(MapReader map) {
        return new Order.Future(map.get("month", Forms.text(7)));
    }
}
