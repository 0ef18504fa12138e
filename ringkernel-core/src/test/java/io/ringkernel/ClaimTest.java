// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Tick;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
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

    @Test
    void refusesMessagesThatMayNotFit() {
        KernelRef<Ping> pings = launch("a", ECHO).ref(Ping.class);

        assertThatThrownBy(() -> pings.claim(claim))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("message may not fit the slot: message=io.ringkernel.Messages$Ping,"
                        + " maxEncodedLength=100016, headerLength=32, slotLength=256; lower @MaxLength, raise"
                        + " slotLength, or use offer");
        assertThatThrownBy(() -> ref.claim(claim, SendOptions.DEFAULT.deadline(Duration.ofSeconds(1))))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("message may not fit the slot: message=io.ringkernel.Messages$Tick, maxEncodedLength=8,"
                        + " headerLength=64, slotLength=64; lower @MaxLength, raise slotLength, or use offer");
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
