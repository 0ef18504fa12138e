// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.ringkernel.codec.CodecException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Bytes from somebody who means no good. */
class HostileTest {
    private static final int ROUNDS = 50_000;
    private static final byte[] FORMATS = {
        (byte) 0x8F,
        (byte) 0x9F,
        (byte) 0xBF,
        (byte) 0xC0,
        (byte) 0xC1,
        (byte) 0xC6,
        (byte) 0xC9,
        (byte) 0xCF,
        (byte) 0xD8,
        (byte) 0xDB,
        (byte) 0xDD,
        (byte) 0xDF,
        (byte) 0xFF,
        0x7F
    };

    private static final Order ORDER = new Order(
            42,
            "RK",
            Order.Side.BUY,
            new UUID(1, 2),
            Instant.EPOCH,
            List.of(new Order.Stock(1.5, 2), new Order.Future("2026-12")),
            Optional.of("née"),
            new Order(1, "", Order.Side.SELL, new UUID(3, 4), Instant.EPOCH, List.of(), Optional.empty(), null, 0),
            3);

    private final Msgpack msgpack = Msgpack.of(List.of(OrderCodec.INSTANCE));

    @Test
    void givesAMessageOrACodecException() {
        byte[] good = msgpack.pack(Parcel.of(ORDER).withMessageId(new UUID(5, 6)));
        Random random = new Random(17);
        int refused = 0;

        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = mutate(good, random);
            try {
                assertThat(msgpack.unpack(bytes, Order.class)).isNotNull();
            } catch (CodecException e) {
                assertThat(e).hasMessageFindingMatch("(field=Order\\.|message=Order,)");
                refused++;
            }
        }

        assertThat(refused).isBetween(ROUNDS / 2, ROUNDS - 1);
    }

    private static byte[] mutate(byte[] good, Random random) {
        byte[] bytes = Arrays.copyOf(good, random.nextInt(8) == 0 ? random.nextInt(good.length) : good.length);
        for (int flips = 1 + random.nextInt(3); flips > 0 && bytes.length > 0; flips--) {
            byte value = random.nextBoolean() ? FORMATS[random.nextInt(FORMATS.length)] : (byte) random.nextInt();
            bytes[random.nextInt(bytes.length)] = value;
        }
        return bytes;
    }

    @Test
    void passesOverWhatIsDeepWithoutRecursion() {
        byte[] nested = new byte[4 << 20];
        Arrays.fill(nested, (byte) 0x91);
        nested[0] = (byte) 0x81;
        nested[1] = (byte) 0xA0;
        nested[nested.length - 1] = (byte) 0xC0;

        assertThatThrownBy(() -> msgpack.unpack(nested, Order.class))
                .isInstanceOf(CodecException.class)
                .hasMessage("field is missing: field=Order.orderId; send it, or give it a @DefaultValue");
    }

    @Test
    void refusesAMapOfTooManyKeys() {
        byte[] map = new byte[5 + 2 * (MapReader.KEY_LIMIT + 1)];
        map[0] = (byte) 0xDF;
        map[3] = (byte) (MapReader.KEY_LIMIT + 1 >> Byte.SIZE);
        map[4] = (byte) (MapReader.KEY_LIMIT + 1);

        assertThatThrownBy(() -> msgpack.unpack(map, Order.class))
                .isInstanceOf(CodecException.class)
                .hasMessage("message has too many keys: message=Order, count=4097, limit=4096");
    }

    /* Each count lies as well as it can: everything behind it is there, and nothing is what it should be. */
    @Test
    void allocatesNoMoreThanTheBytesAndAConstant() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] bytes = new byte[1 << 20];
        List<Form<?>> forms = List.of(
                Forms.text(1 << 24),
                Forms.bytes(1 << 24),
                Forms.ints(1 << 24),
                Forms.bytes(9).list(1 << 24),
                Forms.map(Forms.text(9), Forms.text(9), 1 << 24),
                Forms.bigInteger(1 << 24),
                Forms.UUID,
                Forms.message(OrderCodec.INSTANCE));

        for (Form<?> form : forms) {
            for (byte format : new byte[] {(byte) 0xC6, (byte) 0xDB, (byte) 0xDD, (byte) 0xDF}) {
                bytes[0] = format;
                bytes[1] = 0x7F;
                Unpacking in = new Unpacking(bytes, "Box");
                long before = threads.getCurrentThreadAllocatedBytes();
                assertThatThrownBy(() -> form.unpack(in)).isInstanceOf(CodecException.class);
                assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
            }
        }
    }
}
