// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.Messages.Letter;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.Messages.Stray;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.codec.CodecException;
import io.ringkernel.testkit.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes a dead letter, and what a letter says. */
class DeadLettersTest extends LettersTest {
    // ---- each reason

    @Test
    void keepsWhatASendFoundNoRoomFor() {
        full(Backpressure.REJECT);

        Throwable told = thrownBy(() -> runtime.send("probe", new Ping(1, "text")));

        assertThat(told).isExactlyInstanceOf(LaneFullException.class);
        DeadLetter letter = onlyLetter(Reason.LANE_FULL, "probe", new Ping(1, "text"));
        assertThat(letter.cause()).containsSame(told);
        assertThat(letter.messageId().isNone()).isFalse();
    }

    @Test
    void keepsNoMessageThatItsSenderStillHolds() {
        full(Backpressure.REJECT);

        assertThat(runtime.offer("probe", new Ping(1), SendOptions.DEFAULT)).isEqualTo(Delivery.FULL);

        assertThat(letters().total()).isZero();
    }

    @Test
    void keepsWhatASendFoundNoMemoryFor() {
        launch("a", keep);
        String half = "x".repeat(70_000);
        SendOptions atOnce = SendOptions.DEFAULT.backpressure(Backpressure.REJECT);
        Throwable told = null;
        while (told == null) {
            told = thrownBy(() -> runtime.send("a", new Ping(1, half), atOnce));
        }

        assertThat(told).isExactlyInstanceOf(LaneFullException.class).hasMessageStartingWith("payload limit reached");
        DeadLetter letter = onlyLetter();
        assertThat(letter.reason()).isEqualTo(Reason.NO_MEMORY);
        assertThat(letter.hasMessage()).isFalse();
    }

    @Test
    void keepsTheOldestThatWasDropped() {
        full(Backpressure.DROP_OLDEST);

        runtime.send("probe", new Ping(1));

        DeadLetter letter = onlyLetter(Reason.DROPPED_OLDEST, "probe", new Ping(0));
        assertThat(letter.messageId().isNone()).isFalse();
    }

    @Test
    void keepsTheNewestThatWasDropped() {
        full(Backpressure.DROP_NEWEST);

        assertThat(runtime.offer("probe", new Ping(1), SendOptions.DEFAULT)).isEqualTo(Delivery.DROPPED);
        onlyLetter(Reason.DROPPED_NEWEST, "probe", new Ping(1));
        assertThat(runtime.send("probe", new Ping(2)).isNone()).isTrue();

        assertThat(letters().counts("probe")).isEqualTo(Map.of(Reason.DROPPED_NEWEST, 2L));
    }

    @Test
    void keepsWhatExpired() {
        KernelHandle handle = launch("a", keep);
        runtime.send("a", new Ping(1), SendOptions.DEFAULT.deadline(Duration.ofNanos(1)));

        handle.activate();

        onlyLetter(Reason.EXPIRED, "a", new Ping(1));
        assertThat(seen).isEmpty();
    }

    @Test
    void keepsWhatIsSentToNobody() {
        Throwable told = thrownBy(() -> runtime.send("nobody", new Ping(1)));

        assertThat(told).isExactlyInstanceOf(UnknownKernelException.class);
        assertThat(onlyLetter(Reason.NO_KERNEL, "nobody", new Ping(1)).cause()).containsSame(told);
        assertThatThrownBy(() -> runtime.request("nobody", new Ping(2), Pong.class, LONG))
                .isExactlyInstanceOf(UnknownKernelException.class);
        assertThat(letters().counts("nobody")).isEqualTo(Map.of(Reason.NO_KERNEL, 2L));
    }

    @Test
    void keepsWhatIsSentToAKernelThatHasNoHandler() {
        launch("a", keep);

        Throwable told = thrownBy(() -> runtime.send("a", new Stray(1)));

        assertThat(told).isExactlyInstanceOf(UnhandledMessageException.class);
        assertThat(onlyLetter(Reason.NO_HANDLER, "a", new Stray(1)).cause()).containsSame(told);
    }

    @Test
    void keepsBytesThatAreNoMessage() {
        KernelHandle handle = activate("a", keep);
        Claim claim = new Claim();
        assertThat(handle.ref(Ping.class).claim(claim).isAccepted()).isTrue();
        claim.buffer().putByte(claim.offset(), (byte) 7);
        claim.publish(1);

        DeadLetter letter = onlyLetter();
        assertThat(letter.reason()).isEqualTo(Reason.DECODE);
        assertThat(letter.cause()).containsInstanceOf(CodecException.class);
        assertThat(letter.bytes()).hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(7));
        assertThat(letter.messageType()).isEqualTo(Ping.class.getName());
        assertThatThrownBy(letter::message).isExactlyInstanceOf(CodecException.class);
    }

    @Test
    void keepsAMessageWhoseHandlerThrew() {
        IOException failure = new IOException("on purpose");
        activate("a", (message, context) -> {
            throw failure;
        });

        MessageId id = runtime.send("a", new Ping(3, "x".repeat(2000)));

        DeadLetter letter = onlyLetter(Reason.FAILED, "a", new Ping(3, "x".repeat(2000)));
        assertThat(letter.cause()).containsSame(failure);
        assertThat(letter.messageId()).isEqualTo(id);
        Eventually.holds("its payload is free", () -> runtime.buffers().inUseBytes() == 0);
    }

    @Test
    void takesACodecExceptionOfTheHandlerForAFailure() {
        activate("a", (message, context) -> {
            throw new CodecException("reply is too long");
        });
        runtime.send("a", new Ping(3));

        onlyLetter(Reason.FAILED, "a", new Ping(3));
    }

    @Test
    void keepsALateReply() {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicReference<MessageId> request = new AtomicReference<>();
        activate("a", (message, context) -> {
            request.set(context.messageId());
            await(goOn);
            return new Pong(4);
        });
        CompletableFuture<Pong> answer = runtime.request("a", new Ping(4), Pong.class, SHORT);
        Eventually.holds("the request times out", answer::isDone);
        goOn.countDown();

        DeadLetter letter = onlyLetter(Reason.LATE_REPLY, "", new Pong(4));
        assertThat(letter.sender()).contains("a");
        assertThat(letter.correlationId()).isEqualTo(request.get());
    }

    @Test
    void keepsARepliesThatNobodyReceives() {
        runtime.launch("probe", Probe.with(ECHO).capacity(1)).activate();
        runtime.send("probe", new Ping(1));
        runtime.send("probe", new Ping(2));

        onlyLetter(Reason.OUTBOX_FULL, "", new Pong(2));
    }

    @Test
    void keepsARepliesToAKernelThatHasNoHandler() {
        activate("a", ECHO);
        runtime.launch("letters", Probe.with((message, context) -> {
                    context.send("a", new Ping(5));
                    return null;
                }))
                .activate();
        runtime.send("letters", new Letter("go"));

        DeadLetter letter = onlyLetter(Reason.NO_HANDLER, "letters", new Pong(5));
        assertThat(letter.sender()).contains("a");
    }

    @Test
    void keepsAReplyToAKernelThatHasEnded() {
        KernelHandle echo = launch("echo", ECHO);
        KernelHandle asker = activate("asker", (message, context) -> {
            context.send("echo", message);
            return null;
        });
        runtime.send("asker", new Ping(6));
        Eventually.holds("it asked", () -> asker.counters().handled() == 1);
        asker.terminate();

        echo.activate();

        onlyLetter(Reason.NO_KERNEL, "", new Pong(6));
    }

    @Test
    void keepsWhatIsLeftAtTheEnd() {
        KernelHandle handle = launch("a", keep);
        runtime.send("a", new Ping(7), SendOptions.priority(200));

        assertThat(handle.terminate()).isEqualTo(1);

        DeadLetter letter = onlyLetter(Reason.TERMINATED, "a", new Ping(7));
        assertThat(letter.priority()).isEqualTo(200);
        assertThat(letter.cause()).isEmpty();
    }

    @Test
    void keepsWhatIsSentAfterTheEnd() {
        KernelHandle handle = launch("a", keep);
        KernelRef<Ping> ref = handle.ref(Ping.class);
        handle.terminate();

        Throwable told = thrownBy(() -> ref.send(new Ping(8)));

        assertThat(told).isExactlyInstanceOf(KernelStateException.class);
        assertThat(onlyLetter(Reason.TERMINATED, "a", new Ping(8)).cause()).containsSame(told);
        runtime.close();
        assertThatThrownBy(() -> runtime.send("a", new Ping(9))).isExactlyInstanceOf(RuntimeClosedException.class);
        assertThat(letters().counts("a")).isEqualTo(Map.of(Reason.TERMINATED, 2L));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2_000})
    void keepsNothingThatItsHandlerForwardedBeforeItThrew(int length) {
        KernelHandle b = launch("b", keep);
        KernelHandle a = runtime.launch(
                        "probe",
                        Probe.with((message, context) -> {
                                    context.forward("b");
                                    throw new IOException("on purpose");
                                })
                                .as("a")
                                .dedup(8, LONG))
                .activate();
        Ping ping = new Ping(1, "x".repeat(length));
        SendOptions options = SendOptions.DEFAULT.messageId(new MessageId(3, 4));

        runtime.send("a", ping, options);
        CompletableFuture<Pong> answer = runtime.request("a", new Ping(2), Pong.class, LONG);

        Eventually.holds("it has failed", () -> a.counters().failed() == 2);
        assertThat(letters().total()).isZero();
        assertThat(answer).isNotDone();
        runtime.send("a", ping, options);
        onlyLetter(Reason.DUPLICATE, "a", ping);
        b.activate();
        Eventually.holds("all is handled", () -> b.counters().handled() == 2);
        assertThat(seen).containsExactly(ping, new Ping(2));
        Eventually.holds("its payloads are free", () -> runtime.buffers().inUseBytes() == 0);
    }

    @Test
    void keepsNothingThatALoopForwardedBeforeItThrew() {
        KernelHandle b = activate("b", keep);
        LoopTest.Body loop = context -> {
            while (!context.shouldTerminate()) {
                if (context.receive(Ping.class, SHORT).isPresent()) {
                    context.forward("b");
                    throw new IOException("on purpose");
                }
            }
        };
        KernelHandle a =
                runtime.launch("loop", LaunchOptions.instance(loop).as("a")).activate();

        runtime.send("a", new Ping(1));

        Eventually.holds("it has failed", () -> a.counters().failed() == 1);
        Eventually.holds("it is handled", () -> b.counters().handled() == 1);
        assertThat(letters().total()).isZero();
    }

    // ---- what a letter says

    @Test
    void saysWhatTheHeaderSaid() {
        Instant before = Instant.now().minusSeconds(1);
        Letter message = new Letter("text")
                .withId(new UUID(1, 2))
                .withPriority(9)
                .withCorrelationId(new UUID(3, 4))
                .withAt(Instant.ofEpochSecond(5));
        KernelHandle handle = runtime.launch("letters", Probe.with(keep));
        runtime.send("letters", message, SendOptions.DEFAULT.deadline(Duration.ofHours(1)));

        handle.terminate();

        DeadLetter letter = onlyLetter();
        assertThat(letter.number()).isZero();
        assertThat(letter.messageId()).isEqualTo(new MessageId(1, 2));
        assertThat(letter.correlationId()).isEqualTo(new MessageId(3, 4));
        assertThat(letter.priority()).isEqualTo(9);
        assertThat(letter.sender()).isEmpty();
        assertThat(letter.time()).isBetween(before, Instant.now().plusSeconds(1));
        assertThat(letter.typeId()).isEqualTo(Messages_LetterCodec.INSTANCE.typeId());
        Letter decoded = (Letter) letter.message();
        assertThat(decoded.at()).isEqualTo(Instant.ofEpochSecond(5));
        assertThat(decoded.until()).isAfter(before.plusSeconds(3500)).isBefore(before.plusSeconds(3700));
        assertThat(letter)
                .hasToString("DeadLetter(0, TERMINATED, kernel=letters, message=io.ringkernel.Messages$Letter, id="
                        + new UUID(1, 2) + ")");
    }

    @Test
    void namesTheSenderAlsoWhenItHasEnded() {
        KernelHandle target = launch("target", keep);
        KernelHandle sender = activate("sender", (message, context) -> {
            context.send("target", message);
            return null;
        });
        runtime.send("sender", new Ping(1));
        Eventually.holds("it sent", () -> sender.counters().handled() == 1);
        target.terminate();
        sender.terminate();

        assertThat(onlyLetter(Reason.TERMINATED, "target", new Ping(1)).sender())
                .contains("sender");
    }
}
