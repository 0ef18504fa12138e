// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Bulk;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Message;
import io.ringkernel.buffer.PayloadBuffer;
import io.ringkernel.codec.CodecException;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Messages as long as messages can be. */
class LongMessageTest extends RuntimeTest {
    private static final int MIB = 1 << 20;
    private static final SendOptions WITH_DEADLINE = SendOptions.DEFAULT.deadline(Duration.ofMinutes(1));

    private final BlockingQueue<Bulk> seen = new LinkedBlockingQueue<>();

    private final Probe.Handler keeping = (message, context) -> {
        seen.add((Bulk) message);
        return null;
    };

    @Override
    RuntimeOptions options() {
        return super.options().withPayloadLimitBytes(192 * MIB);
    }

    private KernelHandle launchBulky(Probe.Handler handler) {
        return runtime.launch("bulky", Probe.with(handler));
    }

    private static Bulk bulk(int length) {
        byte[] bytes = new byte[length - 16];
        new Random(length).nextBytes(bytes);
        return new Bulk(length, bytes);
    }

    private void sees(Bulk sent) throws InterruptedException {
        Bulk received = seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(received).isNotNull();
        assertThat(received.number()).isEqualTo(sent.number());
        assertThat(received.bytes()).isEqualTo(sent.bytes());
    }

    private void allFreed() {
        Eventually.holds(
                "all payload buffers are freed", () -> runtime.buffers().inUseBytes() == 0);
        assertThat(runtime.buffers().inUseCount()).isZero();
    }

    @Test
    void carriesMessagesUpToTheLongest() throws InterruptedException {
        launchBulky(keeping).activate();
        for (int length : new int[] {16 * MIB, 16 * MIB + 1, 17 * MIB, 33 * MIB, Message.LONGEST}) {
            Bulk bulk = bulk(length);

            runtime.send("bulky", bulk);
            sees(bulk);
            runtime.send("bulky", bulk, WITH_DEADLINE);
            sees(bulk);
            allFreed();
        }
    }

    @Test
    void answersRequestsWithTheLongest() {
        launchBulky((message, context) -> message).activate();
        Bulk bulk = bulk(Message.LONGEST);

        assertThat(runtime.call("bulky", bulk, Bulk.class, LONG).bytes()).isEqualTo(bulk.bytes());

        allFreed();
    }

    @Test
    void writesTheLongestInPlace() throws InterruptedException {
        KernelRef<Bulk> ref = launchBulky(keeping).activate().ref(Bulk.class);
        Bulk bulk = bulk(Message.LONGEST);
        Claim claim = new Claim();

        assertThat(ref.claim(claim)).isEqualTo(Delivery.ACCEPTED);
        assertThat(runtime.buffers().inUseBytes()).isEqualTo(Message.LONGEST);
        claim.publish(Messages_BulkCodec.INSTANCE.encode(bulk, claim.buffer(), claim.offset()));

        sees(bulk);
        allFreed();
    }

    @Test
    void accountsForWhatFindsNoMemory() throws InterruptedException {
        KernelHandle handle = launchBulky(keeping);
        KernelRef<Bulk> ref = handle.ref(Bulk.class);
        Bulk bulk = bulk(33 * MIB);
        for (int i = 0; i < 3; i++) {
            assertThat(ref.offer(bulk)).isEqualTo(Delivery.ACCEPTED);
        }

        assertThat(runtime.buffers().inUseBytes()).isEqualTo(3 * 64 * MIB);
        assertThat(ref.offer(bulk)).isEqualTo(Delivery.NO_MEMORY);
        assertThatThrownBy(() -> runtime.send("bulky", bulk, SendOptions.DEFAULT.backpressure(Backpressure.REJECT)))
                .isExactlyInstanceOf(LaneFullException.class)
                .hasMessageStartingWith("payload limit reached: kernel=bulky, lane=NORMAL, ");
        assertThat(handle.counters().refused()).isEqualTo(2);

        handle.activate();
        for (int i = 0; i < 3; i++) {
            sees(bulk);
        }
        allFreed();
        assertThat(ref.offer(bulk)).isEqualTo(Delivery.ACCEPTED);
        sees(bulk);
    }

    @Test
    void saysWhatThePayloadLimitMustBe() {
        try (KernelRuntime small = KernelRuntime.create(options().withPayloadLimitBytes(40 * MIB))) {
            small.launch("bulky", Probe.with(keeping)).activate();

            assertThatThrownBy(() -> small.send("bulky", bulk(33 * MIB)))
                    .isExactlyInstanceOf(CodecException.class)
                    .hasMessage(
                            "message too long: message=io.ringkernel.Messages$Bulk, length=34603008, slotLength=256,"
                                    + " longestPayload=33554432, limitBytes=41943040; send it in parts, or raise the payload limit to 67108864 bytes");
            assertThat(small.buffers().inUseCount()).isZero();
        }
    }

    @Test
    void servesLongMessagesAfterShortOnesCameAndWent() throws InterruptedException {
        launchBulky(keeping).activate();
        PayloadBuffer[] parts = new PayloadBuffer[192];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = runtime.buffers().allocate(MIB);
        }
        for (PayloadBuffer part : parts) {
            part.free();
        }
        Bulk bulk = bulk(Message.LONGEST);

        runtime.send("bulky", bulk);

        sees(bulk);
        allFreed();
    }
}
