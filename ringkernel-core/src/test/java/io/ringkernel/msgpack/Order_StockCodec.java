// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

/** As short as the processor writes it. */
final class Order_StockCodec extends FieldsOnly<Order.Stock> {
    static final Order_StockCodec INSTANCE = new Order_StockCodec();

    private Order_StockCodec() {
        super(Order.Stock.class, 0x0102, 2);
    }

    @Override
    public void pack(Order.Stock message, MapWriter map) {
        map.put("price", message.price(), Forms.DOUBLE);
        map.put("quantity", message.quantity(), Forms.INT);
    }

    @Override
    public Order.Stock unpack(MapReader map) {
        return new Order.Stock(map.get("price", Forms.DOUBLE), map.get("quantity", Forms.INT));
    }
}
