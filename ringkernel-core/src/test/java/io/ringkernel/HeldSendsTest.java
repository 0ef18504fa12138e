// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Idle;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A kernel that sends into a full lane is held back: it occupies no thread, and nothing is lost. */
class HeldSendsTest extends RuntimeTest {
    private static final int CAPACITY = 4;

    private final List<Long> seen = Collections.synchronizedList(new ArrayList<>());
    private final Probe.Handler keep = (message, context) -> {
        seen.add(((Ping) message).number());
        return null;
    };

    @Override
    RuntimeOptions options() {
        return super.options().withWorkers(1);
    }

    private KernelHandle slow() {
        return runtime.launch("probe", Probe.with(keep).as("slow").capacity(CAPACITY));
    }

    private static LaunchOptions sending(Probe.Handler handler, Idle dedicated) {
        LaunchOptions options = Probe.with(handler).as("sender");
        return dedicated == null ? options : options.dedicated(dedicated);
    }

    private static Probe.Handler forwardTo(String id) {
        return (message, context) -> {
            context.send(id, message);
            return null;
        };
    }

    private static List<Long> numbers(long count) {
        return LongStream.range(0, count).boxed().toList();
    }

    @ParameterizedTest
    @CsvSource(
            value = {"null", "PARKING", "BUSY_SPIN"},
            nullValues = "null")
    void isHeldBackWhileItsReceiverIsFull(Idle dedicated) {
        KernelHandle slow = slow();
        KernelHandle sender =
                runtime.launch("probe", sending(forwardTo("slow"), dedicated)).activate();
        for (int i = 0; i < 20; i++) {
            runtime.send("sender", new Ping(i));
        }
        Eventually.holds(
                "one more than has room is handled", () -> sender.counters().handled() == CAPACITY + 1);

        assertThat(runtime.call("echo-of-others", new Ping(1), Pong.class, LONG))
                .isEqualTo(new Pong(1));
        assertThat(sender.counters().handled()).isEqualTo(CAPACITY + 1);
        assertThat(sender.counters().held()).isEqualTo(1);
        assertThat(sender.counters().waiting()).isEqualTo(20 - CAPACITY - 1);
        assertThat(slow.counters().accepted()).isEqualTo(CAPACITY);
        slow.activate();

        Eventually.holds("all went through", () -> seen.size() == 20);
        assertThat(seen).isEqualTo(numbers(20));
        assertThat(sender.counters().held()).isZero();
        assertThat(runtime.deadLetters().total()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            value = {"null", "PARKING", "BUSY_SPIN"},
            nullValues = "null")
    void takesNoOtherMessageInTheTurnInWhichItWasHeldBack(Idle dedicated) {
        slow();
        KernelHandle sender = runtime.launch("probe", sending(forwardTo("slow"), dedicated));
        for (int i = 0; i < 20; i++) {
            runtime.send("sender", new Ping(i));
        }

        sender.activate();

        Eventually.holds("it is held back", () -> sender.counters().held() > 0);
        sender.deactivate(); // the turn is over then
        assertThat(sender.counters().held()).isEqualTo(1);
        assertThat(sender.counters().handled()).isEqualTo(CAPACITY + 1);
    }

    @Test
    void keepsTheOrderWhileItsReceiverMakesRoom() {
        int messages = 1_000;
        int each = 64;
        runtime.launch("probe", Probe.with(keep).as("fast").capacity(CAPACITY).dedicated(Idle.BUSY_SPIN))
                .activate();
        activate("sender", (message, context) -> {
            for (int i = 0; i < each; i++) {
                context.send("fast", new Ping(((Ping) message).number() * each + i));
            }
            return null;
        });

        for (int i = 0; i < messages; i++) {
            runtime.send("sender", new Ping(i));
        }

        Eventually.holds("all arrived", () -> seen.size() == messages * each);
        assertThat(seen).isEqualTo(numbers(messages * each));
    }

    @org.junit.jupiter.api.BeforeEach
    void launchEcho() {
        activate("echo-of-others", ECHO);
    }

    @Test
    void keepsTheOrderOfAllThatOneHandlerSends() {
        KernelHandle slow = slow();
        KernelHandle sender = activate("sender", (message, context) -> {
            for (int i = 0; i < 100; i++) {
                assertThat(context.send("slow", new Ping(i)).isNone()).isFalse();
            }
            return null;
        });
        runtime.send("sender", new Ping(0));
        Eventually.holds("its handler has returned", () -> sender.counters().handled() == 1);
        assertThat(sender.counters().held()).isEqualTo(100 - CAPACITY);

        slow.activate();

        Eventually.holds("all went through", () -> seen.size() == 100);
        assertThat(seen).isEqualTo(numbers(100));
    }

    @Test
    void givesEachHeldMessageItsIdAndWhatElseItsHeaderSays() {
        KernelHandle slow = runtime.launch(
                "probe",
                Probe.with((message, context) -> {
                            if (((Ping) message).number() == 1) {
                                received.add(List.of(
                                        context.messageId(),
                                        context.correlationId(),
                                        context.sender().get()));
                            }
                            return null;
                        })
                        .as("slow")
                        .capacity(1));
        MessageId correlation = new MessageId(7, 8);
        AtomicReference<MessageId> id = new AtomicReference<>();
        activate("sender", (message, context) -> {
            context.send("slow", new Ping(0));
            id.set(context.send("slow", new Ping(1), SendOptions.DEFAULT.correlationId(correlation)));
            return null;
        });
        runtime.send("sender", new Ping(0));
        Eventually.holds("it has sent", () -> id.get() != null);
        slow.activate();

        assertThat(nextReceived()).isEqualTo(List.of(id.get(), correlation, "sender"));
    }

    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();

    private Object nextReceived() {
        try {
            Object next = received.poll(LONG.toSeconds(), TimeUnit.SECONDS);
            assertThat(next).as("received").isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void offersNothingPastWhatIsHeld() {
        KernelHandle slow = slow();
        Probe.Handler handler = (message, context) -> {
            KernelRef<Ping> ref = context.ref("slow", Ping.class);
            for (int i = 0; i <= CAPACITY; i++) {
                ref.send(new Ping(i));
            }
            slow.activate();
            Eventually.holds("there is room", () -> slow.counters().handled() == CAPACITY);
            received.add(List.of(
                    ref.offer(new Ping(90)),
                    ref.claim(new Claim()),
                    context.offer("slow", new Ping(91), SendOptions.priority(255))));
            return null;
        };
        runtime.launch("probe", sending(handler, Idle.PARKING)).activate();
        runtime.send("sender", new Ping(0));

        assertThat(nextReceived()).isEqualTo(List.of(Delivery.FULL, Delivery.FULL, Delivery.ACCEPTED));
        Eventually.holds("all went through", () -> seen.size() == CAPACITY + 2);
        assertThat(seen).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 91L);
    }

    @Test
    void holdsLongMessagesAndRequests() {
        String longText = "x".repeat(5_000);
        CountDownLatch goOn = new CountDownLatch(1);
        runtime.launch(
                        "probe",
                        Probe.with((message, context) -> {
                                    await(goOn);
                                    Ping ping = (Ping) message;
                                    return new Pong(ping.text().length());
                                })
                                .as("slow")
                                .capacity(1)
                                .dedicated(Idle.PARKING))
                .activate();
        KernelHandle sender = activate("sender", (message, context) -> {
            if (message instanceof Pong) { // the answer to what it has sent
                return null;
            }
            for (int i = 0; i < 3; i++) {
                context.send("slow", new Ping(i, longText));
            }
            CompletableFuture<Pong> answer = context.request("slow", new Ping(3, longText), Pong.class, LONG);
            answer.thenAccept(received::add);
            return null;
        });
        runtime.send("sender", new Ping(0));
        Eventually.holds("its handler has returned", () -> sender.counters().handled() == 1);

        goOn.countDown();

        assertThat(nextReceived()).isEqualTo(new Pong(5_000));
        Eventually.holds("all payloads are free", () -> runtime.buffers().inUseBytes() == 0);
    }

    @Test
    void buriesWhatFoundNoRoomInTime() {
        KernelHandle slow = slow();
        SendOptions shortly = SendOptions.DEFAULT.timeout(SHORT);
        KernelHandle sender = activate("sender", (message, context) -> {
            context.send("slow", message, shortly);
            return null;
        });
        for (int i = 0; i < CAPACITY + 3; i++) {
            runtime.send("sender", new Ping(i));
        }

        Eventually.holds("three find no room", () -> runtime.deadLetters().count(Reason.LANE_FULL) == 3);
        Eventually.holds("it goes on", () -> sender.counters().handled() == CAPACITY + 3);
        DeadLetter letter = runtime.deadLetters().list().get(0);
        assertThat(letter.message()).isEqualTo(new Ping(CAPACITY));
        assertThat(letter.kernelId()).isEqualTo("slow");
        assertThat(letter.sender()).contains("sender");
        assertThat(letter.cause().orElseThrow())
                .isExactlyInstanceOf(LaneFullException.class)
                .hasMessageMatching(
                        "lane is full: kernel=slow, lane=NORMAL, capacity=4, state=LAUNCHED, waitedMs=\\d+, sender=sender");
        assertThat(slow.counters().refused()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "5000, false", "0, true", "5000, true"})
    void buriesWhatExpiredBeforeThereWasRoom(int length, boolean forwards) {
        slow();
        for (int i = 0; i < CAPACITY; i++) {
            runtime.send("slow", new Ping(i));
        }
        SendOptions hasty = SendOptions.DEFAULT.deadline(Duration.ofSeconds(1));
        KernelHandle sender = activate("sender", (message, context) -> {
            if (forwards) {
                context.forward("slow");
            } else {
                context.send("slow", message, hasty);
            }
            return null;
        });
        Ping ping = new Ping(9, "x".repeat(length));
        runtime.send("sender", ping, forwards ? hasty : SendOptions.DEFAULT);

        Eventually.holds("it is a letter", () -> runtime.deadLetters().total() == 1);
        DeadLetter letter = runtime.deadLetters().list().get(0);
        assertThat(letter.reason()).isEqualTo(Reason.LANE_FULL);
        assertThat(letter.message()).isEqualTo(ping);
        assertThat(letter.kernelId()).isEqualTo("slow");
        assertThat(letter.cause().orElseThrow())
                .isExactlyInstanceOf(LaneFullException.class)
                .hasMessageMatching("lane is full: kernel=slow, lane=NORMAL, capacity=4, state=LAUNCHED, waitedMs=\\d+,"
                        + " deadlineMs=" + (forwards ? "\\d{1,3}" : "1000") + ", sender=sender");
        Eventually.holds("its payload is free", () -> runtime.buffers().inUseBytes() == 0);
        assertThat(sender.counters().held()).isZero();
    }

    @Test
    void failsARequestThatFoundNoRoomInTime() {
        try (KernelRuntime impatient = KernelRuntime.create(options().withSendTimeout(SHORT))) {
            impatient.launch("probe", Probe.with(keep).as("slow").capacity(1));
            impatient.send("slow", new Ping(0));
            impatient
                    .launch("probe", Probe.with((message, context) -> {
                        context.request("slow", message, Pong.class, LONG).exceptionally(e -> {
                            received.add(e);
                            return null;
                        });
                        return null;
                    }))
                    .activate();
            impatient.send("probe", new Ping(1));

            assertThat((Throwable) nextReceived())
                    .isExactlyInstanceOf(RequestFailedException.class)
                    .hasMessage("request found no room: kernel=slow, message=io.ringkernel.Messages$Ping")
                    .hasCauseExactlyInstanceOf(LaneFullException.class);
        }
    }

    @Test
    void waitsInTheHandlerWhenNoMoreCanBeHeld() {
        KernelHandle slow = slow();
        KernelHandle sender = runtime.launch(
                        "probe",
                        Probe.with((message, context) -> {
                                    for (int i = 0; i < 100; i++) {
                                        context.send("slow", new Ping(i));
                                    }
                                    return null;
                                })
                                .as("sender")
                                .capacity(2))
                .activate();
        runtime.send("sender", new Ping(0));
        Eventually.holds("two are held", () -> sender.counters().held() == 2);
        assertThat(runtime.call("echo-of-others", new Ping(1), Pong.class, LONG))
                .isEqualTo(new Pong(1));

        slow.activate();

        Eventually.holds("all went through", () -> seen.size() == 100);
        assertThat(seen).isEqualTo(numbers(100));
    }

    @Test
    void saysSoWhenNoWorkerIsLeftToWait() {
        slow();
        for (int i = 0; i < CAPACITY; i++) {
            runtime.send("slow", new Ping(i));
        }
        for (int i = 0; i < 300; i++) {
            runtime.launch(
                            "probe",
                            Probe.with((message, context) -> {
                                        Throwable told = thrownBy(() -> runtime.send("slow", message));
                                        if (told != null) {
                                            received.add(told);
                                        }
                                        return null;
                                    })
                                    .as("waiter" + i))
                    .activate();
            runtime.send("waiter" + i, new Ping(i));
        }

        assertThat((Throwable) nextReceived())
                .isExactlyInstanceOf(LaneFullException.class)
                .hasMessage("lane is full: kernel=slow, lane=NORMAL, capacity=4, state=LAUNCHED, spareWorkers=0;"
                        + " too many handlers wait: let them send through their context");
        assertThat(runtime.call("echo-of-others", new Ping(1), Pong.class, LONG))
                .isEqualTo(new Pong(1));
        runtime.handle("slow").orElseThrow().activate();
    }

    @Test
    void rejectsAtOnceWhereItIsToldTo() {
        slow();
        activate("sender", (message, context) -> {
            for (int i = 0; i < CAPACITY; i++) {
                context.send("slow", message);
            }
            received.add(thrownBy(
                    () -> context.send("slow", message, SendOptions.DEFAULT.backpressure(Backpressure.REJECT))));
            received.add(thrownBy(() -> context.send("slow", message, SendOptions.DEFAULT.timeout(Duration.ZERO))));
            received.add(context.send("slow", message, SendOptions.DEFAULT.backpressure(Backpressure.DROP_NEWEST)));
            return null;
        });
        runtime.send("sender", new Ping(0));

        assertThat(nextReceived()).isExactlyInstanceOf(LaneFullException.class);
        assertThat(nextReceived()).isExactlyInstanceOf(LaneFullException.class);
        assertThat(nextReceived()).isEqualTo(MessageId.NONE);
    }

    // ---- rings

    @ParameterizedTest
    @CsvSource(
            value = {"1, null", "2, null", "10, null", "1, PARKING", "2, PARKING", "2, BUSY_SPIN", "10, PARKING"},
            nullValues = "null")
    void passesAllMessagesAroundARingOfFullLanes(int kernels, Idle dedicated) {
        int tokens = kernels * CAPACITY;
        int hops = 200;
        AtomicLong passed = new AtomicLong();
        List<KernelHandle> ring = new ArrayList<>();
        for (int k = 0; k < kernels; k++) {
            String next = "ring" + (k + 1) % kernels;
            LaunchOptions options = Probe.with((message, context) -> {
                        passed.incrementAndGet();
                        long left = ((Ping) message).number();
                        if (left > 0) {
                            context.send(next, new Ping(left - 1));
                        }
                        return null;
                    })
                    .as("ring" + k)
                    .capacity(CAPACITY);
            ring.add(runtime.launch("probe", dedicated == null ? options : options.dedicated(dedicated)));
        }
        for (int t = 0; t < tokens; t++) {
            runtime.send("ring" + t % kernels, new Ping(hops));
        }

        ring.forEach(KernelHandle::activate);
        for (int t = 0; t < kernels; t++) {
            runtime.send("ring" + t, new Ping(hops));
        }

        long expected = (long) (tokens + kernels) * (hops + 1);
        Eventually.holds("all are passed on", () -> passed.get() == expected);
        assertThat(runtime.deadLetters().total()).isZero();
        ring.forEach(handle -> assertThat(handle.counters().failed()).isZero());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10})
    void endsAFloodInARingWithDeliveryOrErrors(int kernels) {
        try (KernelRuntime small = KernelRuntime.create(options().withSendTimeout(Duration.ofMillis(20)))) {
            AtomicLong sent = new AtomicLong();
            AtomicLong refused = new AtomicLong();
            AtomicLong handled = new AtomicLong();
            List<KernelHandle> ring = new ArrayList<>();
            for (int k = 0; k < kernels; k++) {
                String next = "ring" + (k + 1) % kernels;
                ring.add(small.launch(
                        "probe",
                        Probe.with((message, context) -> {
                                    handled.incrementAndGet();
                                    long left = ((Ping) message).number();
                                    for (int i = 0; i < 3 && left > 0; i++) {
                                        sent.incrementAndGet();
                                        if (thrownBy(() -> context.send(next, new Ping(left - 1))) != null) {
                                            refused.incrementAndGet();
                                        }
                                    }
                                    return null;
                                })
                                .as("ring" + k)
                                .capacity(2)));
            }
            for (int k = 0; k < kernels; k++) {
                small.send("ring" + k, new Ping(5));
                sent.incrementAndGet();
            }
            ring.forEach(KernelHandle::activate);

            Eventually.holds(
                    "all is settled",
                    () -> handled.get() + small.deadLetters().total() == sent.get()
                            && ring.stream()
                                    .allMatch(handle -> handle.counters().waiting() == 0
                                            && handle.counters().held() == 0));
            assertThat(small.deadLetters().count(Reason.LANE_FULL))
                    .isEqualTo(small.deadLetters().total());
            assertThat(refused.get()).isLessThanOrEqualTo(small.deadLetters().total());
        }
    }

    /** Sends in each message two to the other, until it is told off. */
    private static Probe.Handler flooding(
            KernelRuntime runtime, String other, BlockingQueue<Object> told, boolean pastTheContext) {
        return (message, context) -> {
            for (int i = 0; i < 2; i++) {
                Throwable e = thrownBy(() -> {
                    if (pastTheContext) {
                        runtime.send(other, message);
                    } else {
                        context.send(other, message);
                    }
                });
                if (e != null) {
                    told.add(e.getMessage());
                }
            }
            return null;
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void findsKernelsThatFloodEachOther(boolean pastTheContext) throws InterruptedException {
        BlockingQueue<Object> told = new LinkedBlockingQueue<>();
        try (KernelRuntime patient =
                KernelRuntime.create(options().withWorkers(2).withSendTimeout(Duration.ofHours(1)))) {
            for (String[] pair : new String[][] {{"a", "b"}, {"b", "a"}}) {
                patient.launch(
                                "probe",
                                Probe.with(flooding(patient, pair[1], told, pastTheContext))
                                        .as(pair[0])
                                        .capacity(CAPACITY))
                        .activate();
            }

            patient.send("a", new Ping(1));

            for (int i = 0; i < 100; i++) { // it goes on, and on
                assertThat((String) Objects.requireNonNull(told.poll(LONG.toSeconds(), TimeUnit.SECONDS)))
                        .matches("lane is full: kernel=[ab], lane=NORMAL, capacity=4, state=ACTIVE,"
                                + " ring=(a → b → a|b → a → b); each waits for room in the lane of the next:"
                                + " send less than comes in, or REJECT");
            }
        }
    }

    @Test
    void takesAMessageInWhenNobodyInARingCanHoldMore() {
        AtomicLong handled = new AtomicLong();
        try (KernelRuntime patient =
                KernelRuntime.create(options().withWorkers(2).withSendTimeout(Duration.ofHours(1)))) {
            CountDownLatch both = new CountDownLatch(2);
            List<KernelHandle> pair = new ArrayList<>();
            for (String[] names : new String[][] {{"a", "b"}, {"b", "a"}}) {
                Probe.Handler fills = (message, context) -> {
                    if (message.equals(new Ping(1))) {
                        both.countDown();
                        await(both);
                        for (int i = 0; i < CAPACITY; i++) { // as many as can be held
                            context.send(names[1], new Ping(0));
                        }
                    }
                    handled.incrementAndGet();
                    return null;
                };
                pair.add(patient.launch("probe", Probe.with(fills).as(names[0]).capacity(CAPACITY)));
            }
            for (String name : List.of("a", "b")) {
                patient.send(name, new Ping(1), SendOptions.priority(255));
                for (int i = 0; i < CAPACITY; i++) {
                    patient.send(name, new Ping(0));
                }
            }

            pair.forEach(KernelHandle::activate);

            Eventually.holds("all is handled", () -> handled.get() == 2 + 4 * CAPACITY);
            assertThat(patient.deadLetters().total()).isZero();
        }
    }

    @Test
    void answersAKernelThatWaitsAlthoughItsLaneIsFull() throws InterruptedException {
        AtomicReference<KernelHandle> a = new AtomicReference<>();
        CountDownLatch isHeld = new CountDownLatch(1);
        activate("b", (message, context) -> {
            if (message.equals(new Ping(1))) {
                for (int i = 0; i < CAPACITY + 1; i++) {
                    context.send("a", new Ping(0));
                }
                return null;
            }
            return new Pong(((Ping) message).number());
        });
        a.set(runtime.launch(
                        "probe",
                        Probe.with((message, context) -> {
                                    if (message.equals(new Ping(2))) {
                                        isHeld.await();
                                        received.add(runtime.call("b", new Ping(3), Pong.class, LONG));
                                    } else {
                                        keep.onMessage(message, context);
                                    }
                                    return null;
                                })
                                .as("a")
                                .capacity(CAPACITY)
                                .dedicated(Idle.PARKING))
                .activate());
        runtime.send("a", new Ping(2));
        runtime.send("b", new Ping(1));
        KernelHandle b = runtime.handle("b").orElseThrow();
        Eventually.holds("it is held back", () -> b.counters().held() > 0);

        isHeld.countDown();

        assertThat(nextReceived()).isEqualTo(new Pong(3));
        Eventually.holds("all went through", () -> seen.size() == CAPACITY + 1);
    }

    // ---- ends

    @Test
    void sendsWhatIsHeldBeforeItEnds() {
        KernelHandle slow = slow();
        KernelHandle sender = activate("sender", forwardTo("slow"));
        for (int i = 0; i < CAPACITY + 3; i++) {
            runtime.send("sender", new Ping(i));
        }
        Eventually.holds("it is held back", () -> sender.counters().held() == 1);
        Thread ending = start(() -> received.add(sender.terminate(LONG)));
        Eventually.holds("it ends", () -> sender.state() == KernelState.TERMINATING);

        slow.activate();

        assertThat(nextReceived()).isEqualTo(0L);
        Eventually.ends(ending);
        Eventually.holds("all went through", () -> seen.size() == CAPACITY + 3);
        assertThat(seen).isEqualTo(numbers(CAPACITY + 3));
    }

    @Test
    void buriesWhatIsHeldWhenItsTimeIsOver() {
        slow();
        KernelHandle sender = activate("sender", forwardTo("slow"));
        for (int i = 0; i < CAPACITY + 3; i++) {
            runtime.send("sender", new Ping(i));
        }
        Eventually.holds("it is held back", () -> sender.counters().held() == 1);

        assertThat(sender.terminate(SHORT)).isEqualTo(2);

        assertThat(sender.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(runtime.deadLetters().counts())
                .isEqualTo(Map.of("slow", Map.of(Reason.TERMINATED, 1L), "sender", Map.of(Reason.TERMINATED, 2L)));
        assertThat(sender.counters().held()).isZero();
    }

    @Test
    void goesOnWhenItsReceiverEnds() {
        KernelHandle slow = slow();
        KernelHandle sender = activate("sender", (message, context) -> {
            thrownBy(() -> context.send("slow", message));
            return null;
        });
        for (int i = 0; i < CAPACITY + 3; i++) {
            runtime.send("sender", new Ping(i));
        }
        Eventually.holds("it is held back", () -> sender.counters().held() == 1);

        assertThat(slow.terminate()).isEqualTo(CAPACITY);

        Eventually.holds("it goes on", () -> sender.counters().handled() == CAPACITY + 3);
        Map<Reason, Long> letters = runtime.deadLetters().counts("slow");
        assertThat(letters.get(Reason.TERMINATED)).isBetween(CAPACITY + 1L, CAPACITY + 3L);
        assertThat(letters.get(Reason.TERMINATED) + letters.getOrDefault(Reason.NO_KERNEL, 0L))
                .isEqualTo(CAPACITY + 3);
    }

    @Test
    void sendsWhatIsHeldAlsoWhileItIsDeactivated() {
        KernelHandle slow = slow();
        KernelHandle sender = activate("sender", forwardTo("slow"));
        for (int i = 0; i < CAPACITY + 3; i++) {
            runtime.send("sender", new Ping(i));
        }
        Eventually.holds("it is held back", () -> sender.counters().held() == 1);
        sender.deactivate();

        slow.activate();

        Eventually.holds("what was held is handled", () -> seen.size() == CAPACITY + 1);
        assertThat(sender.state()).isEqualTo(KernelState.DEACTIVATED);
        assertThat(sender.counters().waiting()).isEqualTo(2);
        sender.activate();
        Eventually.holds("all went through", () -> seen.size() == CAPACITY + 3);
    }

    @Test
    void holdsRepliesToo() {
        AtomicInteger replies = new AtomicInteger();
        KernelHandle echo = activate("echo", ECHO);
        KernelHandle asker = runtime.launch(
                        "probe",
                        Probe.with((message, context) -> {
                                    if (message instanceof Pong) {
                                        replies.incrementAndGet();
                                    } else {
                                        for (int i = 0; i < 50; i++) {
                                            context.send("echo", new Ping(i));
                                        }
                                        Eventually.holds(
                                                "the echo is held back",
                                                () -> echo.counters().held() > 0);
                                    }
                                    return null;
                                })
                                .as("asker")
                                .capacity(CAPACITY)
                                .dedicated(Idle.PARKING))
                .activate();
        runtime.send("asker", new Ping(0));

        Eventually.holds("all replies came", () -> replies.get() == 50);
        assertThat(asker.counters().failed()).isZero();
    }

    // ---- who sends

    @Test
    void letsNobodyElseSendInItsName() {
        KernelHandle slow = slow();
        AtomicReference<KernelContext> leaked = new AtomicReference<>();
        AtomicReference<KernelRef<Ping>> leakedRef = new AtomicReference<>();
        activate("sender", (message, context) -> {
            leakedRef.set(context.ref("slow", Ping.class));
            leaked.set(context);
            return null;
        });
        runtime.send("sender", new Ping(0));
        Eventually.holds("it leaks", () -> leaked.get() != null);
        String text = "what a kernel sends comes from its handlers: kernel=sender, thread="
                + Thread.currentThread().getName() + "; use a reference of the runtime on other threads";
        List<Runnable> forgeries = List.of(
                () -> leaked.get().send("slow", new Ping(1)),
                () -> leaked.get().offer("slow", new Ping(1), SendOptions.DEFAULT),
                () -> leaked.get().request("slow", new Ping(1), Pong.class, LONG),
                () -> leakedRef.get().send(new Ping(1)),
                () -> leakedRef.get().offer(new Ping(1)),
                () -> leakedRef.get().request(new Ping(1), Pong.class, LONG),
                () -> leakedRef.get().claim(new Claim()));

        for (Runnable forgery : forgeries) {
            assertThatThrownBy(forgery::run)
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage(text);
        }
        assertThatThrownBy(() -> leaked.get().reply(new Pong(1))).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(slow.counters().accepted()).isZero();
    }
}
