// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** One request to several kernels. */
class GatheringTest extends RuntimeTest {
    private void activateAnswering(String id, long number) {
        activate(id, (message, context) -> new Pong(number));
    }

    @Test
    void givesAllRepliesInTheOrderOfTheKernels() {
        for (int i = 0; i < 10; i++) {
            activateAnswering("k" + i, i);
        }
        List<String> ids = List.of("k7", "k3", "k9", "k3");

        List<Answer<Pong>> answers =
                runtime.requestAll(ids, new Ping(1), Pong.class, LONG).join();

        assertThat(answers)
                .containsExactly(
                        new Answer<>("k7", new Pong(7), null),
                        new Answer<>("k3", new Pong(3), null),
                        new Answer<>("k9", new Pong(9), null),
                        new Answer<>("k3", new Pong(3), null));
        assertThat(answers.get(0).orThrow()).isEqualTo(new Pong(7));
        assertThat(answers).allMatch(Answer::isReply);
    }

    @Test
    void keepsTheFailureOfEachKernel() {
        activateAnswering("good", 1);
        activate("bad", (message, context) -> {
            throw new IllegalStateException("boom");
        });
        launch("slow", ECHO);
        runtime.launch("probe", Probe.with(ECHO).as("full").capacity(1));
        runtime.send("full", new Ping(0));

        List<Answer<Pong>> answers = runtime.requestAll(
                        List.of("good", "bad", "slow", "full", "nobody"),
                        new Ping(1),
                        Pong.class,
                        Duration.ofSeconds(2))
                .join();

        assertThat(answers.get(0).orThrow()).isEqualTo(new Pong(1));
        assertThat(answers.get(1).failure()).isExactlyInstanceOf(RequestFailedException.class);
        assertThat(answers.get(2).failure()).isExactlyInstanceOf(RequestTimeoutException.class);
        assertThat(answers.get(3).failure()).isExactlyInstanceOf(LaneFullException.class);
        assertThat(answers.get(4).failure()).isExactlyInstanceOf(UnknownKernelException.class);
        assertThat(answers.get(4).isReply()).isFalse();
        assertThatThrownBy(() -> answers.get(1).orThrow())
                .hasMessage("handler threw java.lang.IllegalStateException: boom: kernel=bad,"
                        + " message=io.ringkernel.Messages$Ping");
    }

    @Test
    void asksAllWhateverOneRequestThrows() {
        activate("echo", ECHO);
        KernelHandle single = runtime.launch("single", Probe.with(ECHO)).activate();
        Thread owner = start(() -> runtime.send("single", new Ping(0)));
        Eventually.ends(owner);

        List<Answer<Pong>> answers = runtime.requestAll(
                        List.of("echo", "single", "echo"), new Ping(1), Pong.class, LONG)
                .join();

        Answer<Pong> reply = new Answer<>("echo", new Pong(1), null);
        assertThat(answers).hasSize(3).startsWith(reply).endsWith(reply);
        assertThat(answers.get(1).failure())
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("request failed: kernel=single")
                .cause()
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("lane has a single producer: first=");
        assertThat(runtime.requestAny(List.of("single", "echo"), new Ping(1), Pong.class, LONG)
                        .join())
                .isEqualTo(reply);
        assertThat(single.counters().accepted()).isEqualTo(1);
    }

    @Test
    void asksAllAsItsOptionsSayButWaitsForNoRoom() {
        SendOptions urgent = SendOptions.priority(200).timeout(LONG).correlationId(new MessageId(3, 4));
        Probe.Handler handler = (message, context) -> new Pong(context.priority());
        activate("a", handler);
        activate("b", handler);
        KernelHandle full =
                runtime.launch("probe", Probe.with(handler).as("full").capacity(1));
        runtime.send("full", new Ping(0), SendOptions.priority(200));

        List<Answer<Pong>> answers = runtime.requestAll(
                        List.of("a", "full", "b"), new Ping(1), Pong.class, LONG, urgent)
                .join();

        assertThat(answers.get(0)).isEqualTo(new Answer<>("a", new Pong(200), null));
        assertThat(answers.get(1).failure()).isExactlyInstanceOf(LaneFullException.class);
        assertThat(answers.get(2)).isEqualTo(new Answer<>("b", new Pong(200), null));
        assertThat(runtime.requestAny(List.of("full", "b"), new Ping(1), Pong.class, LONG, urgent)
                        .join())
                .isEqualTo(new Answer<>("b", new Pong(200), null));
        assertThat(full.counters().accepted()).isEqualTo(1);
    }

    @Test
    void givesTheFirstReplyAndCancelsTheOthers() {
        KernelHandle slow = launch("slow", ECHO);
        activate("bad", (message, context) -> {
            throw new IllegalStateException("boom");
        });
        activateAnswering("good", 5);

        Answer<Pong> answer = runtime.requestAny(List.of("slow", "bad", "good"), new Ping(1), Pong.class, LONG)
                .join();

        assertThat(answer).isEqualTo(new Answer<>("good", new Pong(5), null));
        slow.activate();
        Eventually.holds("the loser comes late", () -> slow.counters().unanswered() == 1);
    }

    @Test
    void failsWhenNobodyReplies() {
        activate("bad", (message, context) -> {
            throw new IllegalStateException("boom");
        });
        launch("slow", ECHO);

        assertThatThrownBy(
                        () -> runtime.requestAny(List.of("bad", "slow"), new Ping(1), Pong.class, Duration.ofSeconds(2))
                                .join())
                .isExactlyInstanceOf(CompletionException.class)
                .cause()
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("none of the kernels replied: kernels=[bad, slow], message=io.ringkernel.Messages$Ping")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .hasExactlyElementsOfTypes(RequestFailedException.class, RequestTimeoutException.class));
    }

    @Test
    void givesAllUpWithItsResult() {
        KernelHandle slow = launch("slow", ECHO);
        KernelHandle other = launch("other", ECHO);
        CompletableFuture<List<Answer<Pong>>> all =
                runtime.requestAll(List.of("slow", "other"), new Ping(1), Pong.class, LONG);

        all.cancel(true);
        slow.activate();
        other.activate();

        Eventually.holds(
                "both come late",
                () -> slow.counters().unanswered() + other.counters().unanswered() == 2);
    }

    @Test
    void asksSomebody() {
        assertThatThrownBy(() -> runtime.requestAll(List.of(), new Ping(1), Pong.class, LONG))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be a kernel to ask: message=io.ringkernel.Messages$Ping");
        assertThatThrownBy(() -> runtime.requestAll(List.of("a"), new Ping(1), null, LONG))
                .isExactlyInstanceOf(NullPointerException.class)
                .hasMessage("reply");
    }
}
