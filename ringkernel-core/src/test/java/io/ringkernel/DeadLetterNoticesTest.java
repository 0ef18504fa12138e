// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.Messages.Ping;
import io.ringkernel.testkit.Eventually;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is told of dead letters. */
class DeadLetterNoticesTest extends LettersTest {
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
}
