// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.Messages.Ping;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.testkit.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many dead letters are kept, and counted. */
class DeadLetterLimitsTest extends LettersTest {
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
}
