// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Tick;
import io.ringkernel.buffer.PayloadBuffer;
import io.ringkernel.testkit.Eventually;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClaimTest extends RuntimeTest {
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
    private final KernelHandle handle = runtime.launch(
            "small",
            Probe.with((message, context) -> {
                        seen.add(List.of(
                                message,
                                context.priority(),
                                context.messageId(),
                                context.sender().isPresent()));
                        return null;
                    })
                    .capacity(2));
    private final KernelRef<Tick> ref = handle.ref(Tick.class);
    private final Claim claim = new Claim();

    private void publish(long number) {
        Messages_TickCodec.INSTANCE.encode(new Tick(number), claim.buffer(), claim.offset());
        claim.publish(8);
    }

    @Test
    void sendsWhatIsWrittenInPlace() throws InterruptedException {
        assertThat(ref.claim(claim)).isEqualTo(Delivery.ACCEPTED);
        publish(7);
        assertThat(ref.claim(claim, SendOptions.priority(255))).isEqualTo(Delivery.ACCEPTED);
        publish(8);

        handle.activate();

        assertThat(seen.poll(20, TimeUnit.SECONDS).toString())
                .matches("\\[Tick\\[number=8], 255, [0-9a-f-]{36}, false]");
        assertThat(seen.poll(20, TimeUnit.SECONDS).toString())
                .matches("\\[Tick\\[number=7], 128, [0-9a-f-]{36}, false]");
    }

    @Test
    void countsASlotThatWasGivenBackForNothing() {
        ref.claim(claim);
        claim.abort();

        assertThat(handle.counters().accepted()).isZero();
        assertThat(handle.counters().waiting()).isZero();
        assertThat(handle.terminate()).isZero();
        assertThat(handle.counters().undelivered()).isZero();
    }

    @Test
    void givesASlotBack() {
        ref.claim(claim);
        claim.abort();
        ref.claim(claim);
        publish(1);
        assertThat(ref.claim(claim)).isEqualTo(Delivery.FULL);

        handle.activate();

        Eventually.holds("it is handled", () -> handle.counters().handled() == 1);
        assertThat(handle.counters().accepted()).isEqualTo(1);
        assertThat(handle.counters().refused()).isEqualTo(1);
    }

    @Test
    void refusesUseWithoutASlot() {
        String text = "claim holds no slot; ask KernelRef.claim for one";

        assertThatThrownBy(claim::buffer)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage(text);
        assertThatThrownBy(claim::offset).hasMessage(text);
        assertThatThrownBy(() -> claim.publish(8)).hasMessage(text);
        assertThatThrownBy(claim::abort).hasMessage(text);
        ref.claim(claim);
        claim.abort();
        assertThatThrownBy(claim::abort).hasMessage(text);
    }

    @Test
    void refusesASecondSlot() {
        ref.claim(claim);

        assertThatThrownBy(() -> ref.claim(claim))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("claim holds a slot already; publish or abort it first");
        claim.abort();
    }

    private void publish(Ping ping) {
        claim.publish(Messages_PingCodec.INSTANCE.encode(ping, claim.buffer(), claim.offset()));
    }

    private KernelRef<Ping> pings(BlockingQueue<Object> received) {
        return activate("pings", (message, context) -> {
                    received.add(message);
                    received.add(context.correlationId());
                    return null;
                })
                .ref(Ping.class);
    }

    @Test
    void carriesMessagesOfAnyLength() throws InterruptedException {
        BlockingQueue<Object> received = new LinkedBlockingQueue<>();
        KernelRef<Ping> pings = pings(received);
        MessageId foreign = new MessageId(5, 6);
        SendOptions extended = SendOptions.DEFAULT.correlationId(foreign).deadline(LONG);

        for (int length : new int[] {0, 184, 185, 208, 209, 5000, 60_000, 100_000}) {
            Ping ping = new Ping(length, "x".repeat(length));
            assertThat(pings.claim(claim)).isEqualTo(Delivery.ACCEPTED);
            publish(ping);
            assertThat(pings.claim(claim, extended)).isEqualTo(Delivery.ACCEPTED);
            publish(ping);

            assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo(ping);
            assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo(MessageId.NONE);
            assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo(ping);
            assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo(foreign);
        }
        allFreed();
    }

    private void allFreed() {
        Eventually.holds(
                "all payload buffers are freed", () -> runtime.buffers().inUseCount() == 0);
    }

    @Test
    void keepsNoMoreMemoryThanTheMessageNeeds() {
        KernelRef<Ping> pings = launch("pings", ECHO).ref(Ping.class);

        pings.claim(claim);
        assertThat(runtime.buffers().inUseBytes()).isEqualTo(131_072);
        publish(new Ping(1));
        assertThat(runtime.buffers().inUseBytes()).isZero();

        pings.claim(claim);
        publish(new Ping(1, "x".repeat(1000)));
        assertThat(runtime.buffers().inUseBytes()).isEqualTo(1024);

        pings.claim(claim);
        publish(new Ping(1, "x".repeat(60_000)));
        assertThat(runtime.buffers().inUseBytes()).isEqualTo(1024 + 131_072);
    }

    @Test
    void freesThePayloadOfAMessageThatIsNotSent() {
        KernelHandle pings = runtime.launch("probe", Probe.with(ECHO).capacity(1));
        KernelRef<Ping> ping = pings.ref(Ping.class);
        ping.claim(claim);
        claim.abort();
        assertThat(runtime.buffers().inUseCount()).isZero();

        assertThat(ping.claim(claim)).isEqualTo(Delivery.FULL);
        assertThat(runtime.buffers().inUseCount()).isZero();
        assertThat(pings.counters().refused()).isEqualTo(1);
        pings.terminate();
        assertThat(ping.claim(claim)).isEqualTo(Delivery.CLOSED);
        assertThat(runtime.buffers().inUseCount()).isZero();
    }

    @Test
    void saysWhenThePoolHasNoRoom() {
        KernelHandle pings = launch("pings", ECHO);
        PayloadBuffer whole = runtime.buffers().allocate(1 << 20);

        assertThat(pings.ref(Ping.class).claim(claim)).isEqualTo(Delivery.NO_MEMORY);
        whole.free();
        assertThat(pings.ref(Ping.class).claim(claim)).isEqualTo(Delivery.ACCEPTED);
        claim.abort();
        runtime.close();
        assertThat(pings.ref(Ping.class).claim(claim)).isEqualTo(Delivery.CLOSED);
    }

    @Test
    void refusesLengthsThatLeaveTheSlot() {
        ref.claim(claim);

        assertThatThrownBy(() -> claim.publish(33))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("message must lie in its slot: length=33, room=32 bytes");
        assertThatThrownBy(() -> claim.publish(-1))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("message must lie in its slot: length=-1, room=32 bytes");

        publish(1);
        handle.activate();
        Eventually.holds("it is handled", () -> handle.counters().handled() == 1);
    }
}
