// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

/** As short as the processor writes it. */
final class OrderCodec extends FieldsOnly<Order> {
    static final OrderCodec INSTANCE = new OrderCodec();

    private OrderCodec() {
        super(Order.class, 0x8000_0101, 9);
    }

    @Override
    public void pack(Order message, MapWriter map) {
        map.put("orderId", message.orderId(), Forms.LONG);
        map.put("symbol", message.symbol(), Forms.text(8));
        map.put("side", message.side(), Forms.enumeration(Order.Side.class));
        map.put("account", message.account(), Forms.UUID);
        map.put("placedAt", message.placedAt(), Forms.INSTANT);
        map.put(
                "legs",
                message.legs(),
                Forms.<Order.Leg>oneOf(Order_StockCodec.INSTANCE, Order_FutureCodec.INSTANCE)
                        .list(4));
        map.put("note", message.note(), Forms.text(80).optional());
        map.put("parent", message.parent(), Forms.message(OrderCodec.INSTANCE).nullable());
        map.put("retries", message.retries(), Forms.INT);
    }

    @Override
    public Order unpack(MapReader map) {
        map.rename("symbol", "ticker");
        return new Order(
                map.get("orderId", Forms.LONG),
                map.get("symbol", Forms.text(8)),
                map.get("side", Forms.enumeration(Order.Side.class)),
                map.get("account", Forms.UUID),
                map.get("placedAt", Forms.INSTANT),
                map.get(
                        "legs",
                        Forms.<Order.Leg>oneOf(Order_StockCodec.INSTANCE, Order_FutureCodec.INSTANCE)
                                .list(4)),
                map.get("note", Forms.text(80).optional()),
                map.get("parent", Forms.message(OrderCodec.INSTANCE).nullable()),
                map.get("retries", Forms.INT, 3));
    }
}
