// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.codec.CodecException;
import io.ringkernel.msgpack.Order.Future;
import io.ringkernel.msgpack.Order.Stock;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/** Messages and their headers, there and back. */
class MsgpackTest {
    private static final UUID ACCOUNT = new UUID(1, 2);
    private static final UUID ID = new UUID(3, 4);
    private static final Instant TIME = Instant.parse("2026-11-21T08:05:00Z");

    private static final Order LEAF =
            new Order(-1, "", Order.Side.SELL, ACCOUNT, Instant.EPOCH, List.of(), Optional.empty(), null, 0);
    private static final Order ORDER = new Order(
            42,
            "RK",
            Order.Side.BUY,
            ACCOUNT,
            TIME,
            List.of(new Stock(1.5, 2), new Future("2026-12")),
            Optional.of("née"),
            LEAF,
            3);

    private final Msgpack msgpack = Msgpack.of(List.of(OrderCodec.INSTANCE, Order_StockCodec.INSTANCE));

    @Test
    void putsFieldsUnderTheirNamesAndTheHeaderBesideThem() throws IOException {
        Parcel<Stock> parcel = Parcel.of(new Stock(1.5, 2))
                .withMessageId(ID)
                .withPriority(200)
                .withCorrelationId(ACCOUNT)
                .withSender("desk")
                .withTimestamp(TIME)
                .withDeadline(TIME.plusSeconds(1));

        Map<Value, Value> map = read(msgpack.pack(parcel));

        assertThat(map)
                .containsOnlyKeys(
                        text("__type__"),
                        text("__type_id__"),
                        text("price"),
                        text("quantity"),
                        text("message_id"),
                        text("priority"),
                        text("correlation_id"),
                        text("__sender__"),
                        text("__timestamp__"),
                        text("__deadline__"))
                .containsEntry(text("__type__"), text("Stock"))
                .containsEntry(text("__type_id__"), ValueFactory.newInteger(0x0102))
                .containsEntry(text("price"), ValueFactory.newFloat(1.5))
                .containsEntry(text("priority"), ValueFactory.newInteger(200))
                .containsEntry(text("__sender__"), text("desk"))
                .containsEntry(text("__timestamp__"), text("2026-11-21T08:05:00Z"));
        assertThat(msgpack.unpack(msgpack.pack(parcel), Stock.class)).isEqualTo(parcel);
    }

    @Test
    void leavesOutWhatTheHeaderDoesNotSay() throws IOException {
        Parcel<Stock> parcel = Parcel.of(new Stock(1.5, 2));

        Map<Value, Value> map = read(msgpack.pack(parcel));

        assertThat(map)
                .containsOnlyKeys(
                        text("__type__"), text("__type_id__"), text("price"), text("quantity"), text("priority"));
        assertThat(msgpack.unpack(msgpack.pack(parcel), Stock.class)).isEqualTo(parcel);
    }

    @Test
    void bringsAMessageOfManyTypesBack() {
        Parcel<Order> parcel = Parcel.of(ORDER).withMessageId(ID);

        assertThat(msgpack.unpack(msgpack.pack(parcel), Order.class)).isEqualTo(parcel);
        assertThat(msgpack.unpack(msgpack.forPyDotCompute().pack(parcel), Order.class))
                .isEqualTo(parcel);
    }

    @Test
    void findsTheTypeByIdByNameAndInTheBytes() throws IOException {
        byte[] bytes = msgpack.pack(Parcel.of(ORDER));
        byte[] named = map(Map.of("__type__", "Stock", "price", 1.5, "quantity", 2));

        assertThat(msgpack.unpack(bytes, 0x8000_0101).message()).isEqualTo(ORDER);
        assertThat(msgpack.unpack(bytes, "Order").message()).isEqualTo(ORDER);
        assertThat(msgpack.unpack(bytes, "io.ringkernel.msgpack.Order").message())
                .isEqualTo(ORDER);
        assertThat(msgpack.unpack(bytes).message()).isEqualTo(ORDER);
        assertThat(msgpack.unpack(named).message()).isEqualTo(new Stock(1.5, 2));
    }

    @Test
    void readsFieldsInAnyOrderUnderAnyOfTheirNamesAndPassesOverOthers() throws IOException {
        byte[] bytes = map(Map.of(
                "retries",
                9,
                "unknown",
                List.of(Map.of("deep", List.of())),
                "order_id",
                42,
                "ticker",
                "RK",
                "side",
                "BUY",
                "account",
                ACCOUNT.toString(),
                "placed_at",
                "2026-11-21T08:05:00+00:00",
                "legs",
                List.of(Map.of("__type__", "Future", "month", "2026-12", "day", 1))));

        Parcel<Order> parcel = msgpack.unpack(bytes, Order.class);

        assertThat(parcel)
                .isEqualTo(new Parcel<>(
                        new Order(
                                42,
                                "RK",
                                Order.Side.BUY,
                                ACCOUNT,
                                TIME,
                                List.of(new Future("2026-12")),
                                Optional.empty(),
                                null,
                                9),
                        Optional.empty(),
                        128,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void findsKeysOfAnyLetters() throws IOException {
        MapReader map = new MapReader(new Unpacking(map(Map.of("größe", 7, "GRÖSSE", 8)), "Box"));

        assertThat(map.get("größe", Forms.INT)).isEqualTo(7);
        assertThat(map.get("grösse", Forms.INT, 9)).isEqualTo(9);
    }

    @Test
    void fillsAMissingFieldWithItsDefault() throws IOException {
        byte[] bytes = map(Map.of(
                "orderId",
                42,
                "symbol",
                "RK",
                "side",
                "BUY",
                "account",
                ACCOUNT.toString(),
                "placedAt",
                "2026-11-21T08:05:00Z",
                "legs",
                List.of()));

        assertThat(msgpack.unpack(bytes, Order.class).message().retries()).isEqualTo(3);
    }

    @Test
    void writesAsPyDotComputeExpectsIt() throws IOException {
        Map<Value, Value> map =
                read(msgpack.forPyDotCompute().pack(Parcel.of(ORDER).withMessageId(ID)));

        assertThat(map).containsKeys(text("order_id"), text("placed_at"), text("message_id"));
        assertThat(map.get(text("message_id")).asMapValue().map()).containsOnlyKeys(text("__uuid_bin__"));
        assertThat(map.get(text("account")).asMapValue().map()).containsOnlyKeys(text("__uuid_bin__"));
    }

    @Test
    void saysWhereSomethingIsWrong() throws IOException {
        byte[] bytes = map(Map.of(
                "orderId",
                42,
                "symbol",
                "RK",
                "side",
                "BUY",
                "account",
                ACCOUNT.toString(),
                "placedAt",
                "2026-11-21T08:05:00Z",
                "legs",
                List.of(
                        Map.of("__type__", "Future", "month", "2026-12"),
                        Map.of("__type__", "Stock", "price", "high", "quantity", 1))));

        refuses(
                () -> msgpack.unpack(bytes, Order.class),
                "field has the wrong type: field=Order.legs[1].price, expected=a number, found=a text, value=high");
    }

    @Test
    void refusesBytesThatAreNotSuchAMessage() throws IOException {
        byte[] stock = msgpack.pack(Parcel.of(new Stock(1.5, 2)));
        byte[] priority = map(Map.of("price", 1.5, "quantity", 2, "priority", 256));
        byte[] tail = new byte[stock.length + 1];
        System.arraycopy(stock, 0, tail, 0, stock.length);

        refuses(
                () -> msgpack.unpack(new byte[0], Stock.class),
                "msgpack ends too early: message=Stock, position=0, needs=1," + " length=0");
        refuses(
                () -> msgpack.unpack(new byte[] {1}, Stock.class),
                "field has the wrong type: message=Stock, expected=a map," + " found=an integer, value=1");
        refuses(
                () -> msgpack.unpack(tail, Stock.class),
                "bytes behind the message: message=Stock, position=" + stock.length);
        refuses(
                () -> msgpack.unpack(stock, Order.class),
                "message is of another type: message=Order, typeId=0x102, type=Stock");
        refuses(
                () -> msgpack.unpack(map(Map.of("__type__", "Other")), Order.class),
                "message is of another type: message=Order, type=Other");
        refuses(
                () -> msgpack.unpack(map(Map.of()), Stock.class),
                "field is missing: field=Stock.price; send it, or give it a @DefaultValue");
        refuses(
                () -> msgpack.unpack(priority, Stock.class),
                "number out of range: field=Stock.priority, value=256, lowest=0, highest=255");
        refuses(
                () -> msgpack.unpack(new byte[] {(byte) 0x82, (byte) 0xA1, 'a', 1, (byte) 0xA1, 'a', 1}, Letter.class),
                "message has a key twice: field=Letter.a, key=a");
    }

    @Test
    void refusesTypesItDoesNotKnow() throws IOException {
        byte[] future = msgpack.pack(Parcel.of(new Future("2026-12")));
        byte[] other = map(Map.of("__type__", "Other"));

        refuses(() -> msgpack.unpack(future), "unknown type id: typeId=0x00000103, known=2");
        refuses(() -> msgpack.unpack(other), "unknown type name: type=Other, found=0, known=2");
        refuses(
                () -> msgpack.unpack(map(Map.of())),
                "message does not say its type: message=message, expected=__type_id__ or __type__;"
                        + " or unpack it as a message that you name");
        assertThatThrownBy(() -> Msgpack.of(List.of(OrderCodec.INSTANCE, OrderCodec.INSTANCE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two messages share a type id: typeId=0x80000101, first=io.ringkernel.msgpack.Order,"
                        + " second=io.ringkernel.msgpack.Order; set @Message(id) on one of them");
    }

    @Test
    void nestsSixtyFourMessagesAndNoMore() {
        Order deepest = nested(Path.DEEPEST);
        Order tooDeep = nested(Path.DEEPEST + 1);
        String path = "Order" + ".parent".repeat(Path.DEEPEST + 1);

        assertThat(msgpack.unpack(msgpack.pack(Parcel.of(deepest)), Order.class).message())
                .isEqualTo(deepest);
        refuses(() -> msgpack.pack(Parcel.of(tooDeep)), "messages nest too deep: field=" + path + ", limit=64");
    }

    private static Order nested(int depth) {
        Order order = LEAF;
        for (int i = 0; i < depth; i++) {
            order = new Order(i, "", Order.Side.SELL, ACCOUNT, TIME, List.of(), Optional.empty(), order, 0);
        }
        return order;
    }

    @Test
    void leavesTheNameToAFieldOfTheMessage() throws IOException {
        Parcel<Letter> parcel = Parcel.of(new Letter(1, -7)).withPriority(255);

        Map<Value, Value> map = read(msgpack.pack(parcel));

        assertThat(map)
                .containsEntry(text("priority"), ValueFactory.newInteger(-7))
                .containsEntry(text("__priority__"), ValueFactory.newInteger(255));
        assertThat(msgpack.unpack(msgpack.pack(parcel), Letter.class)).isEqualTo(parcel);
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable step, String text) {
        assertThatThrownBy(step).isInstanceOf(CodecException.class).hasMessage(text);
    }

    private static Value text(String text) {
        return ValueFactory.newString(text);
    }

    private static Map<Value, Value> read(byte[] bytes) throws IOException {
        return MessagePack.newDefaultUnpacker(bytes).unpackValue().asMapValue().map();
    }

    private static byte[] map(Map<String, Object> map) throws IOException {
        MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
        packer.packValue(value(map));
        return packer.toByteArray();
    }

    private static Value value(Object object) {
        if (object instanceof Map<?, ?> map) {
            ValueFactory.MapBuilder builder = ValueFactory.newMapBuilder();
            map.forEach((key, value) -> builder.put(value(key), value(value)));
            return builder.build();
        }
        if (object instanceof List<?> list) {
            return ValueFactory.newArray(list.stream().map(MsgpackTest::value).toArray(Value[]::new));
        }
        if (object instanceof Double number) {
            return ValueFactory.newFloat(number);
        }
        return object instanceof Integer number ? ValueFactory.newInteger(number) : text((String) object);
    }
}
