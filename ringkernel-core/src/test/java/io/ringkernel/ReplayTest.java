// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Stray;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Priority;
import io.ringkernel.testkit.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Dead letters that are sent again. */
class ReplayTest extends LettersTest {
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
