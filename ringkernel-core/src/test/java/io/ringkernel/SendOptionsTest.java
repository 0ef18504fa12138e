// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Priority;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SendOptionsTest extends RuntimeTest {
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    private Object nextSeen() throws InterruptedException {
        return seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void knowsTheLevelOfEachPriority() {
        for (int priority = 0; priority <= 255; priority++) {
            assertThat(SendOptions.priority(priority).level).isEqualTo(Priority.of(priority));
            assertThat(SendOptions.priority(priority)).isSameAs(SendOptions.priority(priority));
        }
    }

    @Test
    void refusesValuesOutOfRange() {
        assertThatThrownBy(() -> SendOptions.priority(-1))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("priority must be 0 to 255: priority=-1");
        assertThatThrownBy(() -> SendOptions.priority(256))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("priority must be 0 to 255: priority=256");
        assertThatThrownBy(() -> SendOptions.DEFAULT.deadline(Duration.ZERO))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("deadline must be positive: deadline=PT0S");
        assertThatThrownBy(() -> SendOptions.DEFAULT.timeout(Duration.ofMillis(-1)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout must not be negative: timeout=PT-0.001S");
        assertThatThrownBy(() -> SendOptions.DEFAULT.correlationId(null))
                .isExactlyInstanceOf(NullPointerException.class)
                .hasMessage("id");
        assertThatThrownBy(() -> SendOptions.DEFAULT.backpressure(null))
                .isExactlyInstanceOf(NullPointerException.class)
                .hasMessage("policy");
    }

    // ---- what the type says

    @Test
    void takesFromTheTypeWhatWasNotNamed() {
        SendOptions options = SendOptions.DEFAULT.timeout(Duration.ofMillis(7)).or(200, 9);

        assertThat(options.priority).isEqualTo(200);
        assertThat(options.level).isEqualTo(Priority.HIGH);
        assertThat(options.timeoutNs).isEqualTo(7_000_000);
        assertThat(options.deadlineNs).isEqualTo(9);
        assertThat(SendOptions.DEFAULT.or(200, 0)).isSameAs(SendOptions.priority(200));
        assertThat(SendOptions.DEFAULT.or(128, 0)).isSameAs(SendOptions.DEFAULT);
    }

    @Test
    void keepsWhatIsNamed() {
        assertThat(SendOptions.priority(128).or(200, 0).priority).isEqualTo(128);
        assertThat(SendOptions.priority(128).deadline(Duration.ofSeconds(1)).or(200, 9).priority)
                .isEqualTo(128);
        assertThat(SendOptions.DEFAULT.deadline(Duration.ofSeconds(1)).or(200, 9).deadlineNs)
                .isEqualTo(1_000_000_000);
        SendOptions never = SendOptions.DEFAULT.withoutDeadline();
        assertThat(never.or(128, 9)).isSameAs(never);
        assertThat(never.isPlain).isTrue();
    }

    // ---- deadline

    @Test
    void letsMessagesExpire() {
        KernelHandle handle = launch("a", (message, context) -> {
            seen.add(message);
            return null;
        });
        runtime.send("a", new Ping(1), SendOptions.DEFAULT.deadline(Duration.ofNanos(1)));
        runtime.send("a", new Ping(2), SendOptions.DEFAULT.deadline(LONG));
        runtime.send("a", new Ping(3), SendOptions.DEFAULT.deadline(Duration.ofSeconds(Long.MAX_VALUE)));

        handle.activate();

        Eventually.holds("all are through", () -> handle.counters().waiting() == 0);
        assertThat(handle.counters().expired()).isEqualTo(1);
        assertThat(handle.counters().handled()).isEqualTo(2);
        assertThat(seen).containsExactly(new Ping(2), new Ping(3));
    }

    @Test
    void tellsTheRequesterOfAnExpiredMessage() {
        KernelHandle handle = launch("a", ECHO);
        SendOptions hasty = SendOptions.DEFAULT.deadline(Duration.ofNanos(1));
        var answer = runtime.request("a", new Ping(1), Pong.class, LONG, hasty);

        handle.activate();

        assertThatThrownBy(answer::join)
                .cause()
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("message expired before its turn: kernel=a, message=io.ringkernel.Messages$Ping");
    }

    @Test
    void countsTheDeadlineFromTheStartOfTheSend() {
        KernelHandle handle = runtime.launch("probe", Probe.with(ECHO).capacity(1));
        runtime.send("probe", new Ping(1));
        SendOptions brief = SendOptions.DEFAULT.deadline(Duration.ofMillis(20));

        assertThatThrownBy(() -> runtime.send("probe", new Ping(2), brief))
                .isExactlyInstanceOf(LaneFullException.class)
                .message()
                .matches("lane is full: kernel=probe, lane=NORMAL, capacity=1, state=LAUNCHED, waitedMs=[2-9]\\d+,"
                        + " deadlineMs=20.*");
        handle.activate();

        Eventually.holds("the first is through", () -> handle.counters().waiting() == 0);
        assertThat(handle.counters().handled()).isEqualTo(1);
        assertThat(handle.counters().expired()).isZero();
        assertThat(runtime.deadLetters().count(DeadLetter.Reason.LANE_FULL)).isEqualTo(1);
    }

    // ---- correlation

    @Test
    void carriesCorrelationIdsOfItsOwnAndOfOthers() throws InterruptedException {
        activate("a", (message, context) -> {
            seen.add(List.of(context.correlationId(), message));
            return null;
        });
        MessageId own = runtime.send("a", new Ping(0));
        assertThat(nextSeen()).isEqualTo(List.of(MessageId.NONE, new Ping(0)));

        for (MessageId id : new MessageId[] {
            own,
            MessageId.of(UUID.randomUUID()),
            new MessageId(-1, 0),
            new MessageId(own.hi() ^ 1, own.lo()),
            MessageId.NONE
        }) {
            SendOptions options = SendOptions.DEFAULT.correlationId(id);
            runtime.send("a", new Ping(1), options);
            assertThat(nextSeen()).isEqualTo(List.of(id, new Ping(1)));
            runtime.send("a", new Ping(2, "x".repeat(5000)), options.deadline(LONG));
            assertThat(nextSeen()).isEqualTo(List.of(id, new Ping(2, "x".repeat(5000))));
        }
    }

    @Test
    void carriesForeignIdsWithoutAnUpperHalf() throws InterruptedException {
        activate("a", (message, context) -> {
            seen.add(context.correlationId());
            return null;
        });

        runtime.send("a", new Ping(1), SendOptions.DEFAULT.correlationId(new MessageId(0, 5)));

        assertThat(nextSeen()).isEqualTo(new MessageId(0, 5));
    }

    /* What each request says comes to the receiver in its header: the answer is that. */
    @Test
    void countForEachWayToAsk() {
        SendOptions options = SendOptions.priority(200).deadline(LONG).correlationId(new MessageId(3, 4));
        activate("server", (message, context) -> {
            assertThat(context.correlationId()).isEqualTo(new MessageId(3, 4));
            assertThat(context.header().timeLeftNs()).isGreaterThan(1);
            return new Pong(context.priority());
        });
        activate("asker", (message, context) -> {
            KernelRef<Ping> ref = context.ref("server", Ping.class);
            context.request("server", message, Pong.class, LONG, options, (reply, failure, c) -> {
                seen.add(reply == null ? failure : reply);
                c.request("server", message, Pong.class, LONG, options).thenAccept(seen::add);
                ref.request((Ping) message, Pong.class, LONG, options).thenAccept(seen::add);
            });
            return null;
        });

        runtime.send("asker", new Ping(1));

        Eventually.holds("all are answered", () -> seen.size() == 3);
        assertThat(seen).containsOnly(new Pong(200));
        KernelRef<Ping> ref = runtime.handle("server").orElseThrow().ref(Ping.class);
        assertThat(ref.call(new Ping(1), Pong.class, LONG, options)).isEqualTo(new Pong(200));
        assertThat(runtime.call("server", new Ping(1), Pong.class, LONG, options))
                .isEqualTo(new Pong(200));
        assertThat(runtime.request("server", new Ping(1), Pong.class, LONG, options)
                        .join())
                .isEqualTo(new Pong(200));
    }
}
