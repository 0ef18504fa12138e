// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.Messages.Letter;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.Messages.Stray;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Priority;
import io.ringkernel.codec.CodecException;
import io.ringkernel.testkit.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLettersTest extends RuntimeTest {
    private static final int LIMIT = 8;
    private static final int LIMIT_BYTES = 16_384;

    private final List<Object> seen = Collections.synchronizedList(new ArrayList<>());
    private final Probe.Handler keep = (message, context) -> {
        seen.add(message);
        return null;
    };

    @Override
    RuntimeOptions options() {
        return super.options().withDeadLetterLimit(LIMIT).withDeadLetterLimitBytes(LIMIT_BYTES);
    }

    private DeadLetters letters() {
        return runtime.deadLetters();
    }

    private DeadLetter onlyLetter() {
        Eventually.holds("there is a dead letter", () -> letters().total() == 1);
        List<DeadLetter> letters = letters().list();
        assertThat(letters).hasSize(1);
        assertThat(letters().counts())
                .isEqualTo(
                        Map.of(letters.get(0).kernelId(), Map.of(letters.get(0).reason(), 1L)));
        assertThat(letters().count(letters.get(0).reason())).isEqualTo(1);
        return letters.get(0);
    }

    private DeadLetter onlyLetter(Reason reason, String kernelId, Object message) {
        DeadLetter letter = onlyLetter();
        assertThat(letter.reason()).isEqualTo(reason);
        assertThat(letter.kernelId()).isEqualTo(kernelId);
        assertThat(letter.message()).isEqualTo(message);
        return letter;
    }

    private KernelHandle full(Backpressure policy) {
        KernelHandle handle =
                runtime.launch("probe", Probe.with(keep).capacity(1).backpressure(policy));
        runtime.send("probe", new Ping(0));
        return handle;
    }

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

    // ---- limits

    @Test
    void countsWhatItOverwrites() {
        for (int i = 0; i < 3 * LIMIT; i++) {
            int number = i;
            thrownBy(() -> runtime.send("nobody", new Ping(number)));
        }

        assertThat(letters().total()).isEqualTo(3 * LIMIT);
        assertThat(letters().overwritten()).isEqualTo(2 * LIMIT);
        assertThat(letters().counts("nobody")).isEqualTo(Map.of(Reason.NO_KERNEL, 3L * LIMIT));
        assertThat(letters().list())
                .extracting(letter -> ((Ping) letter.message()).number())
                .containsExactly(16L, 17L, 18L, 19L, 20L, 21L, 22L, 23L);
        assertThat(letters().find(15)).isEmpty();
        assertThat(letters().find(16)).isPresent();
        assertThat(letters().find(24)).isEmpty();
    }

    @Test
    void holdsNoMoreBytesThanItsLimit() {
        String third = "x".repeat(LIMIT_BYTES / 3);
        for (int i = 0; i < 6; i++) {
            int number = i;
            thrownBy(() -> runtime.send("nobody", new Ping(number, number % 2 == 0 ? third : "")));
        }

        assertThat(letters().list())
                .extracting(letter -> ((Ping) letter.message()).number())
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(letters().overwritten()).isEqualTo(1);
        thrownBy(() -> runtime.send("nobody", new Ping(6, "x".repeat(LIMIT_BYTES))));

        assertThat(letters().list()).hasSize(6);
        DeadLetter cut = letters().list().get(5);
        assertThat(cut.hasMessage()).isFalse();
        assertThat(cut.bytes()).isEmpty();
        assertThat(cut.length()).isEqualTo(LIMIT_BYTES + 16);
        assertThatThrownBy(cut::message)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("message of dead letter was not kept: number=6, message=io.ringkernel.Messages$Ping,"
                        + " length=16400; raise RuntimeOptions.deadLetterLimitBytes");
    }

    private static IllegalStateException withCauses(int count) {
        IllegalStateException e = new IllegalStateException("");
        for (int i = 0; i < count; i++) {
            e = new IllegalStateException("", e);
        }
        return e;
    }

    /* Each takes more than a quarter of the bytes, with its text or with its causes. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void holdsNoMoreCausesThanItsBytes(boolean isText) {
        activate("a", (message, context) -> {
            throw isText ? new IllegalStateException("x".repeat(2000)) : withCauses(8);
        });

        for (int i = 0; i < 6; i++) {
            runtime.send("a", new Ping(i));
        }

        Eventually.holds("all have failed", () -> letters().total() == 6);
        assertThat(letters().list())
                .extracting(letter -> ((Ping) letter.message()).number())
                .containsExactly(3L, 4L, 5L);
        assertThat(letters().list()).allMatch(letter -> letter.cause().isPresent());
        assertThat(letters().overwritten()).isEqualTo(3);
        assertThat(letters().counts("a")).isEqualTo(Map.of(Reason.FAILED, 6L));
        assertThat(letters().heldBytes()).isBetween(1L, (long) LIMIT_BYTES);
    }

    @Test
    void leavesACauseOutThatHasNoRoomBesideItsMessage() {
        activate("a", (message, context) -> {
            throw new IllegalStateException("x".repeat(LIMIT_BYTES / 2));
        });

        runtime.send("a", new Ping(1));

        assertThat(onlyLetter(Reason.FAILED, "a", new Ping(1)).cause()).isEmpty();
    }

    @Test
    void countsWhatItCanOfAnExceptionThatIsBroken() {
        IllegalStateException ring = new IllegalStateException("ring");
        ring.initCause(new IllegalStateException("of two", ring));
        IllegalStateException mute = new IllegalStateException() {
            @Override
            public String getMessage() {
                throw new IllegalStateException("on purpose");
            }
        };
        activate("a", (message, context) -> {
            throw ((Ping) message).number() == 0 ? ring : mute;
        });

        runtime.send("a", new Ping(0));
        runtime.send("a", new Ping(1));

        Eventually.holds("both have failed", () -> letters().total() == 2);
        assertThat(letters().list().get(0).cause()).isEmpty(); // without end, so more than there is room for
        assertThat(letters().list().get(1).cause()).containsSame(mute);
    }

    /* Eight messages alone have room, not with an id of 128 characters each. */
    @Test
    void holdsNoMoreIdsThanItsBytes() {
        String id = "k".repeat(128);
        runtime.launch("probe", Probe.with(keep).as(id).capacity(1).backpressure(Backpressure.DROP_NEWEST));

        for (int i = 0; i <= LIMIT; i++) {
            runtime.send(id, new Ping(i, "x".repeat(1900)));
        }

        assertThat(letters().total()).isEqualTo(LIMIT);
        assertThat(letters().list()).hasSize(LIMIT - 1);
        assertThat(letters().overwritten()).isEqualTo(1);
        assertThat(letters().heldBytes()).isBetween(1L, (long) LIMIT_BYTES);
    }

    /* The array of a longer message is used again, but not beside a cause that needs the room. */
    @Test
    void makesRoomForACauseWhereALongerMessageWas() {
        activate("a", (message, context) -> {
            throw new IllegalStateException(((Ping) message).number() < LIMIT ? "" : "x".repeat(6700));
        });

        runtime.send("a", new Ping(0, "x".repeat(3000)));
        for (int i = 1; i < LIMIT; i++) {
            runtime.send("a", new Ping(i));
        }
        runtime.send("a", new Ping(LIMIT, "x".repeat(1600)));

        Eventually.holds("all have failed", () -> letters().total() == LIMIT + 1);
        assertThat(letters().list()).hasSize(1);
        assertThat(letters().list().get(0).cause()).isPresent();
        assertThat(letters().list().get(0).message()).isEqualTo(new Ping(LIMIT, "x".repeat(1600)));
        assertThat(letters().heldBytes()).isBetween(1L, (long) LIMIT_BYTES);
    }

    @Test
    void countsEvenIfItKeepsNone() {
        try (KernelRuntime small = KernelRuntime.create(options().withDeadLetterLimit(0))) {
            thrownBy(() -> small.send("nobody", new Ping(1)));

            assertThat(small.deadLetters().total()).isEqualTo(1);
            assertThat(small.deadLetters().overwritten()).isEqualTo(1);
            assertThat(small.deadLetters().count(Reason.NO_KERNEL)).isEqualTo(1);
            assertThat(small.deadLetters().list()).isEmpty();
        }
    }

    @Test
    void countsKernelsApartUpToALimit() {
        for (int i = 0; i < 20_000; i++) {
            String id = "k" + i;
            thrownBy(() -> runtime.send(id, new Ping(1)));
        }

        Map<String, Map<Reason, Long>> counts = letters().counts();
        assertThat(counts).hasSize(16_385);
        assertThat(counts.get(DeadLetters.OTHERS)).isEqualTo(Map.of(Reason.NO_KERNEL, 20_000L - 16_384));
        assertThat(letters().count(Reason.NO_KERNEL)).isEqualTo(20_000);
    }

    @Test
    void losesNoCountToManyThreads() {
        int threads = 4;
        int each = 5_000;
        List<Thread> senders = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            String id = "nobody" + t % 2;
            senders.add(start(() -> {
                for (int i = 0; i < each; i++) {
                    int number = i;
                    thrownBy(() -> runtime.send(id, new Ping(number, "x".repeat(number % 100))));
                }
            }));
        }
        senders.forEach(Eventually::ends);

        assertThat(letters().total()).isEqualTo((long) threads * each);
        assertThat(letters().overwritten() + letters().list().size()).isEqualTo((long) threads * each);
        assertThat(letters().counts("nobody0")).isEqualTo(Map.of(Reason.NO_KERNEL, 2L * each));
        letters().list().forEach(letter -> {
            Ping ping = (Ping) letter.message();
            assertThat(ping.text()).hasSize((int) ping.number() % 100);
        });
    }

    // ---- being told

    @Test
    void tellsAKernelOfEachLetter() {
        KernelHandle warden = runtime.launch("warden", Probe.with(keep)).activate();
        letters().subscribe("warden");

        thrownBy(() -> runtime.send("nobody", new Ping(1)));
        MessageId id = launchAndLeave("a", new Ping(2));

        Eventually.holds("both are told", () -> seen.size() == 2);
        assertThat(seen)
                .containsExactly(
                        new DeadLetterNotice(
                                0,
                                Reason.NO_KERNEL,
                                "nobody",
                                "",
                                Messages_PingCodec.TYPE_ID,
                                Ping.class.getName(),
                                letters().find(0).orElseThrow().messageId().toUuid()),
                        new DeadLetterNotice(
                                1,
                                Reason.TERMINATED,
                                "a",
                                "",
                                Messages_PingCodec.TYPE_ID,
                                Ping.class.getName(),
                                id.toUuid()));
        letters().unsubscribe("warden");
        thrownBy(() -> runtime.send("nobody", new Ping(3)));
        Eventually.holds("all is handled", () -> warden.counters().waiting() == 0);
        assertThat(seen).hasSize(2);
        assertThat(runtime.missedNotices()).isZero();
    }

    @Test
    void tellsNobodyOfNoticesThatBecomeLetters() {
        runtime.launch("warden", Probe.with((message, context) -> {
                    throw new IOException("on purpose");
                }))
                .activate();
        letters().subscribe("warden");

        thrownBy(() -> runtime.send("nobody", new Ping(1)));

        Eventually.holds("the notice is a letter", () -> letters().count(Reason.FAILED) == 1);
        runtime.close();
        assertThat(letters().counts("warden")).isEqualTo(Map.of(Reason.FAILED, 1L));
    }

    @Test
    void countsNoticesThatFindNoRoom() {
        runtime.launch("warden", Probe.with(keep).capacity(2));
        letters().subscribe("warden");

        for (int i = 0; i < 5; i++) {
            thrownBy(() -> runtime.send("nobody", new Ping(1)));
        }

        assertThat(runtime.missedNotices()).isEqualTo(3);
        assertThat(letters().total()).isEqualTo(5);
    }

    @Test
    void tellsALateSuccessorOfTheSameId() {
        runtime.launch("warden", Probe.with(keep)).activate();
        letters().subscribe("warden");
        runtime.handle("warden").orElseThrow().terminate();
        thrownBy(() -> runtime.send("nobody", new Ping(1)));
        assertThat(runtime.missedNotices()).isEqualTo(1);

        runtime.launch("warden", Probe.with(keep)).activate();
        thrownBy(() -> runtime.send("x".repeat(100_000), new Ping(2)));

        Eventually.holds("it is told", () -> seen.size() == 1);
        assertThat(((DeadLetterNotice) seen.get(0)).kernelId()).isEqualTo("x".repeat(256));
    }

    @ParameterizedTest
    @MethodSource("textsThatAreNoIds")
    void tellsOfAnyTextThatWasTakenForAnId(String id, String told) {
        runtime.launch("warden", Probe.with(keep)).activate();
        letters().subscribe("warden");

        assertThatThrownBy(() -> runtime.send(id, new Ping(1)))
                .isExactlyInstanceOf(UnknownKernelException.class)
                .hasMessageContaining(id);

        assertThat(letters().counts(told)).isEqualTo(Map.of(Reason.NO_KERNEL, 1L));
        Eventually.holds("it is told", () -> seen.size() == 1);
        assertThat(((DeadLetterNotice) seen.get(0)).kernelId()).isEqualTo(told);
        assertThat(runtime.missedNotices()).isZero();
    }

    private static Stream<Arguments> textsThatAreNoIds() {
        String long255 = "x".repeat(255);
        String pair = "\uD83D\uDE00";
        return Stream.of(
                Arguments.of("\uD800", "?"),
                Arguments.of("a\uDC00b", "a?b"),
                Arguments.of(long255 + pair, long255 + pair),
                Arguments.of(long255 + pair + "y", long255 + pair),
                Arguments.of(long255 + "y" + pair, long255 + "y"),
                Arguments.of(pair.repeat(300), pair.repeat(256)));
    }

    @Test
    void tellsOthersOfWhatOneCannotBeTold() {
        try (KernelRuntime small = KernelRuntime.create(options().withPayloadLimitBytes(256))) {
            List<String> heard = Collections.synchronizedList(new ArrayList<>());
            small.launch("warden", Probe.with(keep)).activate();
            small.deadLetters().subscribe("warden");
            small.deadLetters().addListener(letter -> heard.add(letter.kernelId()));
            String id = "\u20AC".repeat(256); // three bytes each, more than there is memory for

            assertThatThrownBy(() -> small.send(id, new Ping(1))).isExactlyInstanceOf(UnknownKernelException.class);

            assertThat(small.missedNotices()).isEqualTo(1);
            Eventually.holds("the listener is told", () -> heard.equals(List.of(id)));
            thrownBy(() -> small.send("nobody", new Ping(2)));
            Eventually.holds("the kernel is told of the next", () -> seen.size() == 1);
            assertThat(((DeadLetterNotice) seen.get(0)).kernelId()).isEqualTo("nobody");
        }
    }

    @Test
    void refusesSubscribersThatTakeNoNotices() {
        launch("a", keep);

        assertThatThrownBy(() -> letters().subscribe("a")).isExactlyInstanceOf(UnhandledMessageException.class);
        assertThatThrownBy(() -> letters().subscribe("nobody")).isExactlyInstanceOf(UnknownKernelException.class);
    }

    @Test
    void tellsAListenerOfEachLetter() {
        List<Object> heard = Collections.synchronizedList(new ArrayList<>());
        Consumer<DeadLetter> listener = letter -> heard.add(letter.message());
        letters().addListener(letter -> {
            throw new IllegalStateException("on purpose");
        });
        letters().addListener(listener);

        thrownBy(() -> runtime.send("nobody", new Ping(1)));
        thrownBy(() -> runtime.send("nobody", new Ping(2)));

        Eventually.holds("it has heard", () -> heard.size() == 2);
        assertThat(heard).containsExactly(new Ping(1), new Ping(2));
        letters().removeListener(listener);
        thrownBy(() -> runtime.send("nobody", new Ping(3)));
        runtime.close();
        assertThat(heard).hasSize(2);
    }

    // ---- replay

    @Test
    void replaysALetterOnce() {
        launch("a", keep).terminate();
        MessageId id = launchAndLeave("a", new Ping(1));
        DeadLetter letter = onlyLetter();
        AtomicReference<MessageId> seenId = new AtomicReference<>();
        AtomicReference<Integer> seenPriority = new AtomicReference<>();
        activate("a", (message, context) -> {
            seenId.set(context.messageId());
            seenPriority.set(context.priority());
            return keep.onMessage(message, context);
        });

        assertThat(letters().replay(letter)).isEqualTo(Delivery.ACCEPTED);

        Eventually.holds("it is handled", () -> seen.size() == 1);
        assertThat(seen).containsExactly(new Ping(1));
        assertThat(seenId.get()).isEqualTo(id);
        assertThat(seenPriority.get()).isEqualTo(Priority.DEFAULT);
        assertThat(letters().list()).isEmpty();
        assertThat(letters().find(0)).isEmpty();
        assertThat(letters().total()).isEqualTo(1);
        assertThat(letters().overwritten()).isZero();
        assertThatThrownBy(() -> letters().replay(letter))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("dead letter is not there any more: number=0; it was replayed, or made way for newer ones");
    }

    private MessageId launchAndLeave(String id, Object message) {
        KernelHandle handle = launch(id, keep);
        MessageId sent = runtime.send(id, message);
        handle.terminate();
        return sent;
    }

    @Test
    void replaysWithoutTheDeadline() {
        KernelHandle handle = launch("a", keep).activate();
        runtime.send("a", new Ping(1), SendOptions.DEFAULT.deadline(Duration.ofNanos(1)));
        onlyLetter(Reason.EXPIRED, "a", new Ping(1));

        assertThat(letters().replay(letter -> true)).isEqualTo(1);

        Eventually.holds("it is handled", () -> handle.counters().handled() == 1);
    }

    @Test
    void keepsTheSenderOfAReplayedLetter() {
        CountDownLatch fail = new CountDownLatch(1);
        AtomicReference<String> sender = new AtomicReference<>();
        activate("target", (message, context) -> {
            if (fail.getCount() == 1) {
                fail.countDown();
                throw new IOException("on purpose");
            }
            sender.set(context.sender().orElse("none"));
            return null;
        });
        activate("sender", (message, context) -> {
            context.send("target", message);
            return null;
        });
        runtime.send("sender", new Ping(1));

        assertThat(letters().replay(onlyLetter())).isEqualTo(Delivery.ACCEPTED);

        Eventually.holds("it is handled", () -> sender.get() != null);
        assertThat(sender.get()).isEqualTo("sender");
    }

    @Test
    void replaysAsManyAsThereIsRoomForInOrder() {
        KernelHandle first = launch("a", keep);
        for (int i = 0; i < 5; i++) {
            runtime.send("a", new Ping(i));
        }
        first.terminate();
        thrownBy(() -> runtime.send("nobody", new Ping(9)));
        KernelHandle second =
                runtime.launch("probe", Probe.with(keep).as("a").capacity(2).backpressure(Backpressure.DROP_OLDEST));

        assertThat(letters().replay(letter -> letter.reason() != Reason.NO_HANDLER))
                .isEqualTo(2);

        assertThat(letters().list())
                .extracting(letter -> ((Ping) letter.message()).number())
                .containsExactly(2L, 3L, 4L, 9L);
        assertThat(letters().total()).isEqualTo(6);
        second.activate();
        Eventually.holds("two are handled", () -> seen.size() == 2);
        assertThat(seen).containsExactly(new Ping(0), new Ping(1));
        assertThat(letters().replay(letter -> letter.kernelId().equals("a"))).isPositive();
    }

    @Test
    void replaysWhatFollowsALetterThatCannotBeSent() {
        AtomicReference<Probe.Handler> behavior = new AtomicReference<>((message, context) -> {
            throw new IOException("on purpose");
        });
        KernelHandle a = activate("a", (message, context) -> behavior.get().onMessage(message, context));
        Claim claim = new Claim();
        assertThat(a.ref(Ping.class).claim(claim).isAccepted()).isTrue();
        claim.buffer().putByte(claim.offset(), (byte) 7);
        claim.publish(1);
        Eventually.holds("it is no message", () -> letters().count(Reason.DECODE) == 1);
        runtime.send("a", new Ping(0, "x".repeat(LIMIT_BYTES)));
        Eventually.holds("it is cut", () -> letters().count(Reason.FAILED) == 1);
        thrownBy(() -> runtime.send("a", new Stray(1)));
        for (int i = 1; i <= 3; i++) {
            runtime.send("a", new Ping(i));
        }
        Eventually.holds("all failed", () -> letters().total() == 6);
        behavior.set(keep);

        assertThat(letters().replay(letter -> true)).isEqualTo(3);

        Eventually.holds("they are handled", () -> seen.size() == 3);
        assertThat(seen).containsExactly(new Ping(1), new Ping(2), new Ping(3));
        assertThat(letters().list())
                .extracting(DeadLetter::reason)
                .containsExactly(Reason.DECODE, Reason.FAILED, Reason.NO_HANDLER);
    }

    @Test
    void replaysNothingThatFollowsALetterForWhichThereIsNoMemory() {
        String third = "x".repeat(LIMIT_BYTES / 3);
        thrownBy(() -> runtime.send("a", new Ping(1, third)));
        thrownBy(() -> runtime.send("a", new Ping(2)));
        thrownBy(() -> runtime.send("b", new Ping(3)));
        KernelHandle a = launch("a", keep);
        activate("b", keep);
        SendOptions atOnce = SendOptions.DEFAULT.backpressure(Backpressure.REJECT);
        while (runtime.offer("a", new Ping(0, third), atOnce).isAccepted()) {
            assertThat(a.counters().waiting()).isPositive();
        }
        assertThat(runtime.offer("a", new Ping(0, third), atOnce)).isEqualTo(Delivery.NO_MEMORY);

        assertThat(letters().replay(letter -> true)).isEqualTo(1);

        assertThat(letters().list())
                .extracting(letter -> ((Ping) letter.message()).number())
                .containsExactly(1L, 2L);
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

    @Test
    void replaysToTheKernelThatItWasForwardedTo() {
        AtomicReference<Throwable> failure = new AtomicReference<>(new IOException("on purpose"));
        KernelHandle a = activate("a", (message, context) -> {
            context.forward("b");
            return null;
        });
        List<MessageId> ids = Collections.synchronizedList(new ArrayList<>());
        activate("b", (message, context) -> {
            ids.add(context.messageId());
            if (failure.get() instanceof IOException e) {
                throw e;
            }
            return null;
        });
        MessageId id = runtime.send("a", new Ping(1));
        DeadLetter letter = onlyLetter(Reason.FAILED, "b", new Ping(1));
        failure.set(null);

        assertThat(letters().replay(letter)).isEqualTo(Delivery.ACCEPTED);

        Eventually.holds("it is handled", () -> ids.size() == 2);
        assertThat(ids).containsExactly(id, id);
        assertThat(a.counters().accepted()).isEqualTo(1);
    }

    @Test
    void replaysAFailedSendByTheIdOfItsLetter() {
        assertThatThrownBy(() -> runtime.send("a", new Ping(1))).isExactlyInstanceOf(UnknownKernelException.class);
        DeadLetter letter = onlyLetter(Reason.NO_KERNEL, "a", new Ping(1));
        AtomicReference<MessageId> seenId = new AtomicReference<>();
        KernelHandle a = runtime.launch(
                        "probe",
                        Probe.with((message, context) -> {
                                    seenId.set(context.messageId());
                                    return keep.onMessage(message, context);
                                })
                                .as("a")
                                .dedup(8, LONG))
                .activate();

        assertThat(letters().replay(letter)).isEqualTo(Delivery.ACCEPTED);
        runtime.send("a", new Ping(1), SendOptions.DEFAULT.messageId(letter.messageId()));

        Eventually.holds("both are counted", () -> a.counters().waiting() == 0);
        assertThat(seen).containsExactly(new Ping(1));
        assertThat(seenId.get()).isEqualTo(letter.messageId());
        assertThat(a.counters().duplicates()).isEqualTo(1);
        assertThatThrownBy(() -> letters().replay(letter))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("dead letter is not there any more: number=0; it was replayed, or made way for newer ones");
        DeadLetter duplicate = letters().find(1).orElseThrow();
        assertThat(duplicate.reason()).isEqualTo(Reason.DUPLICATE);
        assertThat(letters().replay(duplicate)).isEqualTo(Delivery.ACCEPTED);
        Eventually.holds("it is refused again", () -> letters().total() == 3);
        assertThat(letters().list())
                .extracting(DeadLetter::number, DeadLetter::reason)
                .containsExactly(tuple(2L, Reason.DUPLICATE));
    }

    @Test
    void replaysEachLetterOnceForManyThreads() {
        for (int round = 0; round < 200; round++) {
            String id = "k" + round;
            for (int i = 0; i < LIMIT; i++) {
                int number = i;
                thrownBy(() -> runtime.send(id, new Ping(number)));
            }
            KernelHandle handle = launch(id, keep);
            AtomicInteger accepted = new AtomicInteger();
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                threads.add(start(() -> accepted.addAndGet(letters().replay(letter -> true))));
            }
            threads.forEach(Eventually::ends);

            assertThat(accepted).hasValue(LIMIT);
            assertThat(handle.counters().accepted()).isEqualTo(LIMIT);
            assertThat(letters().list()).isEmpty();
            handle.activate();
            handle.terminate();
        }
        assertThat(seen).hasSize(200 * LIMIT);
    }

    @Test
    void refusesToReplayWhatNobodyHandles() {
        thrownBy(() -> runtime.send("nobody", new Ping(1)));

        assertThatThrownBy(() -> letters().replay(onlyLetter())).isExactlyInstanceOf(UnknownKernelException.class);

        assertThat(letters().list()).hasSize(1);
        assertThat(letters().total()).isEqualTo(1);
    }
}
