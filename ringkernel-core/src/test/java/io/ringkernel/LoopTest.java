// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.Messages.Stray;
import io.ringkernel.annotation.Idle;
import io.ringkernel.supervision.FailurePolicy;
import io.ringkernel.telemetry.KernelCounters;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels that take their messages by themselves. */
class LoopTest extends RuntimeTest {
    private static final Duration AWHILE = Duration.ofMillis(100);

    private static final MessageId ID = new MessageId(0x1234, 0x5678);

    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    /** What a loop does. */
    interface Body extends KernelLoop {}

    private Object nextSeen() throws InterruptedException {
        return seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private KernelHandle launch(Body body) {
        return runtime.launch("loop", LaunchOptions.instance(body));
    }

    /** Receives messages of one type until the end, and does the same with each. */
    private static <T> Body forEach(Class<T> type, MessageHandler<T> handler) {
        return context -> {
            while (!context.shouldTerminate()) {
                Optional<T> message = context.receive(type, AWHILE);
                if (message.isPresent()) {
                    handler.handle(message.get(), context);
                }
            }
        };
    }

    private static void assertAddsUp(KernelCounters counters) {
        assertThat(counters.accepted())
                .isEqualTo(counters.handled()
                        + counters.failed()
                        + counters.expired()
                        + counters.duplicates()
                        + counters.undelivered()
                        + counters.waiting());
    }

    @ParameterizedTest
    @EnumSource(Idle.class)
    void receivesInOrderAndEmits(Idle idle) {
        KernelHandle handle = runtime.launch(
                        "loop",
                        LaunchOptions.instance(
                                        forEach(Ping.class, (ping, context) -> context.emit(new Pong(ping.number()))))
                                .dedicated(idle))
                .activate();

        for (int i = 0; i < 500; i++) {
            MessageId id = runtime.send("loop", new Ping(i, "x".repeat(i * 10)));

            Envelope<Pong> out = runtime.receive("loop", Pong.class, LONG);

            assertThat(out.message()).isEqualTo(new Pong(i));
            assertThat(out.correlationId()).isEqualTo(id);
            assertThat(out.sender()).isEqualTo("loop");
        }
        handle.terminate();
        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(handle.counters().handled()).isEqualTo(500);
        assertThat(runtime.buffers().inUseCount()).isZero();
        assertAddsUp(handle.counters());
    }

    @Test
    void receivesNothingAfterAnIdleTimeoutAndGoesOn() throws InterruptedException {
        launch(context -> {
                    while (!context.shouldTerminate()) {
                        seen.add(context.receive(Ping.class, SHORT));
                    }
                })
                .activate();

        assertThat(nextSeen()).isEqualTo(Optional.empty());
        runtime.send("loop", new Ping(1));

        Eventually.holds("it is received", () -> seen.contains(Optional.of(new Ping(1))));
    }

    @Test
    void countsWhatItPutsAsideAsWaiting() throws InterruptedException {
        AtomicReference<KernelHandle> self = new AtomicReference<>();
        AtomicBoolean isFirst = new AtomicBoolean(true);
        KernelHandle handle = launch(context -> {
            while (!context.shouldTerminate()) {
                context.receive(Ping.class, AWHILE).ifPresent(ping -> {
                    if (ping.number() == 1 && isFirst.getAndSet(false)) {
                        context.stash();
                    } else {
                        context.unstash();
                    }
                    KernelCounters now = self.get().counters();
                    seen.add(ping.number() + " of handled " + now.handled() + " waiting " + now.waiting());
                });
            }
        });
        self.set(handle);
        runtime.send("loop", new Ping(1));
        runtime.send("loop", new Ping(2));

        handle.activate();

        assertThat(nextSeen()).isEqualTo("1 of handled 0 waiting 2");
        assertThat(nextSeen()).isEqualTo("2 of handled 0 waiting 2");
        assertThat(nextSeen()).isEqualTo("1 of handled 1 waiting 1");
        Eventually.holds("all is handled", () -> handle.counters().handled() == 2);
        assertThat(handle.counters().waiting()).isZero();
    }

    @Test
    void leavesMessagesOfOtherTypesInTheirOrder() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            if (i == 0) {
                launch(context -> {
                    for (int n = 0; n < 20; n++) {
                        seen.add(context.receive(Pong.class, LONG).orElseThrow());
                    }
                    for (int n = 0; n < 20; n++) {
                        seen.add(context.receive(Ping.class, LONG).orElseThrow());
                    }
                });
            }
            runtime.send("loop", new Ping(i));
            runtime.send("loop", new Pong(i));
        }

        runtime.handle("loop").orElseThrow().activate();

        for (int i = 0; i < 20; i++) {
            assertThat(nextSeen()).isEqualTo(new Pong(i));
        }
        for (int i = 0; i < 20; i++) {
            assertThat(nextSeen()).isEqualTo(new Ping(i));
        }
    }

    @Test
    void receivesAnyTypeThatTheMessagesHave() throws InterruptedException {
        KernelHandle handle = launch(forEach(Record.class, (message, context) -> seen.add(message)));
        runtime.send("loop", new Ping(1));
        runtime.send("loop", new Pong(2));
        runtime.send("loop", new Ping(3), SendOptions.priority(255));

        handle.activate();

        assertThat(List.of(nextSeen(), nextSeen(), nextSeen())).containsExactly(new Ping(3), new Ping(1), new Pong(2));
    }

    @Test
    void limitsWhatItLeavesBehind() throws InterruptedException {
        KernelHandle handle = launch(context -> {
                    context.receive(Ping.class, LONG);
                    seen.add(thrownBy(() -> context.receive(Pong.class, LONG)).getMessage());
                    while (!context.shouldTerminate()) {
                        context.receive(Ping.class, AWHILE);
                    }
                })
                .activate();

        for (int i = 0; i < 2000; i++) {
            runtime.send("loop", new Ping(i));
        }

        assertThat(nextSeen())
                .isEqualTo("too many messages of other types wait: kernel=loop,"
                        + " awaited=io.ringkernel.Messages$Pong, limit=1024; receive them, too");
        Eventually.holds("the others are received", () -> handle.counters().handled() == 2000);
    }

    @Test
    void answersRequests() {
        launch(forEach(Ping.class, (ping, context) -> context.reply(new Pong(ping.number()))))
                .activate();

        for (int i = 0; i < 100; i++) {
            assertThat(runtime.call("loop", new Ping(i), Pong.class, LONG)).isEqualTo(new Pong(i));
        }
    }

    @Test
    void failsARequestThatHasNoAnswerWhenTheNextMessageIsReceived() {
        launch(forEach(Ping.class, (ping, context) -> seen.add(ping))).activate();

        assertThatThrownBy(() -> runtime.call("loop", new Ping(1), Pong.class, LONG))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("kernel received the next message without an answer to this: kernel=loop,"
                        + " message=io.ringkernel.Messages$Ping");
    }

    @Test
    void forwardsAndDefers() throws InterruptedException {
        activate("echo", ECHO);
        BlockingQueue<ReplyTo<Pong>> owed = new LinkedBlockingQueue<>();
        launch(forEach(Ping.class, (ping, context) -> {
                    if (ping.number() == 1) {
                        context.forward("echo");
                    } else {
                        owed.add(context.replyTo(Pong.class));
                    }
                }))
                .activate();

        assertThat(runtime.call("loop", new Ping(1, "x".repeat(5_000)), Pong.class, LONG))
                .isEqualTo(new Pong(1));
        CompletableFuture<Pong> later = runtime.request("loop", new Ping(2), Pong.class, LONG);
        owed.poll(LONG.toSeconds(), TimeUnit.SECONDS).reply(new Pong(7));
        assertThat(later.join()).isEqualTo(new Pong(7));
    }

    @Test
    void continuesAfterRequestsOfItsOwn() throws InterruptedException {
        activate("echo", ECHO);
        launch(forEach(
                        Ping.class,
                        (ping, context) -> context.request("echo", ping, Pong.class, (reply, failure, c) -> {
                            seen.add(reply);
                        })))
                .activate();

        runtime.send("loop", new Ping(5));

        assertThat(nextSeen()).isEqualTo(new Pong(5));
    }

    // ---- life

    @Test
    void receivesNothingWhileItIsDeactivated() throws InterruptedException {
        KernelHandle handle =
                launch(forEach(Ping.class, (ping, context) -> seen.add(ping))).activate();
        runtime.send("loop", new Ping(1));
        assertThat(nextSeen()).isEqualTo(new Ping(1));

        handle.deactivate();
        runtime.send("loop", new Ping(2));

        assertThat(seen.poll(50, TimeUnit.MILLISECONDS)).isNull();
        assertThat(handle.counters().waiting()).isEqualTo(1);
        handle.activate();
        assertThat(nextSeen()).isEqualTo(new Ping(2));
    }

    @Test
    void finishesTheMessageInHandBeforeItIsDeactivated() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        KernelHandle handle = launch(forEach(Ping.class, (ping, context) -> {
                    entered.countDown();
                    await(released);
                    seen.add(ping);
                }))
                .activate();
        runtime.send("loop", new Ping(1));
        await(entered);

        Thread pauser = start(() -> {
            handle.deactivate();
            seen.add("deactivated");
        });
        Eventually.rests(pauser);
        released.countDown();

        assertThat(nextSeen()).isEqualTo(new Ping(1));
        assertThat(nextSeen()).isEqualTo("deactivated");
    }

    @Test
    void receivesWhatItHasBeforeItEnds() {
        KernelHandle handle = launch(forEach(Ping.class, (ping, context) -> seen.add(ping)));
        for (int i = 0; i < 500; i++) {
            runtime.send("loop", new Ping(i));
        }
        handle.activate();

        assertThat(handle.terminate()).isZero();

        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(seen).hasSize(500);
        assertThat(handle.counters().handled()).isEqualTo(500);
        assertAddsUp(handle.counters());
    }

    @Test
    void leavesWhatItHasNoTimeFor() {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        KernelHandle handle = launch(forEach(Ping.class, (ping, context) -> {
            entered.countDown();
            await(released);
        }));
        for (int i = 0; i < 100; i++) {
            runtime.send("loop", new Ping(i));
        }
        CompletableFuture<Pong> owed = runtime.request("loop", new Ping(100), Pong.class, LONG);
        handle.activate();
        await(entered);
        Thread ender = start(() -> handle.terminate(Duration.ZERO));
        Eventually.holds("it is ending", () -> handle.state() == KernelState.TERMINATING);

        released.countDown();

        Eventually.ends(ender);
        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(handle.counters().handled()).isEqualTo(1);
        assertThat(handle.counters().undelivered()).isEqualTo(100);
        assertThat(runtime.deadLetters().count(Reason.TERMINATED)).isEqualTo(100);
        assertThatThrownBy(owed::join).hasCauseExactlyInstanceOf(RequestFailedException.class);
        assertAddsUp(handle.counters());
    }

    @Test
    void endsALoopThatNeverLooks() throws InterruptedException {
        KernelHandle handle = launch(context -> {
                    try {
                        while (true) {
                            context.receive(Ping.class, LONG);
                        }
                    } catch (KernelStateException e) {
                        seen.add(e.getMessage());
                        throw e;
                    }
                })
                .activate();

        handle.terminate();

        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(nextSeen())
                .isEqualTo("kernel ends, there is nothing more to receive: kernel=loop, state=TERMINATING; leave the"
                        + " loop when shouldTerminate says so");
    }

    @Test
    void failsWhenTheLoopDoesNotReturn() {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        KernelHandle handle = launch(forEach(Ping.class, (ping, context) -> {
                    entered.countDown();
                    await(released);
                }))
                .activate();
        runtime.send("loop", new Ping(1));
        runtime.send("loop", new Ping(2));
        await(entered);

        handle.terminate(Duration.ofMillis(10));

        assertThat(handle.state()).isEqualTo(KernelState.FAILED);
        released.countDown();
        Eventually.holds("what was left is discarded", () -> handle.counters().waiting() == 0);
        assertThat(handle.counters().handled()).isEqualTo(1);
        assertThat(handle.counters().undelivered()).isEqualTo(1);
    }

    @Test
    void endsItsKernelWhenItReturns() {
        KernelHandle handle =
                launch(context -> context.receive(Ping.class, LONG)).activate();
        runtime.send("loop", new Ping(1));

        Eventually.holds("it has ended", () -> handle.state() == KernelState.TERMINATED);
        assertThat(handle.counters().handled()).isEqualTo(1);
        Eventually.holds("it is forgotten", () -> runtime.kernelIds().isEmpty());
    }

    // ---- failure

    @Test
    void failsOverAMessageAsAHandlerDoes() throws InterruptedException {
        KernelHandle handle = launch(forEach(Ping.class, (ping, context) -> {
                    if (ping.number() == 2) {
                        throw new IllegalStateException("boom");
                    }
                    seen.add(ping);
                }))
                .activate();
        runtime.send("loop", new Ping(1));
        CompletableFuture<Pong> answer = runtime.request("loop", new Ping(2), Pong.class, LONG);
        runtime.send("loop", new Ping(3));

        assertThat(nextSeen()).isEqualTo(new Ping(1));
        assertThat(nextSeen()).isEqualTo(new Ping(3));
        assertThatThrownBy(answer::join)
                .hasCauseExactlyInstanceOf(RequestFailedException.class)
                .hasStackTraceContaining("handler threw java.lang.IllegalStateException: boom: kernel=loop,"
                        + " message=io.ringkernel.Messages$Ping");
        Eventually.holds("all are counted", () -> handle.counters().handled() == 2);
        assertThat(handle.counters().failed()).isEqualTo(1);
        assertThat(runtime.deadLetters().count(Reason.FAILED)).isEqualTo(1);
        assertThat(handle.state()).isEqualTo(KernelState.ACTIVE);
    }

    @Test
    void failsItsKernelWhenItThrowsBeforeItReceivesAnything() {
        IllegalStateException boom = new IllegalStateException("boom");
        KernelHandle handle = launch(context -> {
            throw boom;
        });
        handle.activate();

        Eventually.holds("it has failed", () -> handle.state() == KernelState.FAILED);
        assertThat(handle.failure()).contains(boom);
    }

    @Test
    void failsItsKernelWhenItThrowsBeforeItReceivesWhateverThePolicy() {
        KernelHandle handle = runtime.launch(
                        "loop",
                        LaunchOptions.instance((Supplier<Object>) () -> (Body) context -> {
                                    throw new IllegalStateException("boom");
                                })
                                .onFailure(FailurePolicy.restart()))
                .activate();

        handle.await(KernelState.FAILED, LONG);
        assertThat(handle.restarts()).isZero();
    }

    /** A loop that throws when nothing has come. */
    private final Body impatient = context -> {
        seen.add(System.nanoTime());
        if (context.receive(Ping.class, Duration.ZERO).isEmpty()) {
            throw new IllegalStateException("nothing has come");
        }
    };

    @Test
    void pausesLongerAndLongerWhenItThrowsWithoutAMessageAndResumes() throws InterruptedException {
        BlockingQueue<KernelState> steps = new LinkedBlockingQueue<>();
        KernelHandle handle = launch(impatient)
                .addListener((kernel, before, after) -> steps.add(after))
                .activate();

        long firstNs = (long) nextSeen();
        for (int i = 0; i < 6; i++) {
            long nextNs = (long) nextSeen();
            assertThat(nextNs - firstNs).isGreaterThanOrEqualTo(1_000_000L << i);
            firstNs = nextNs;
        }

        assertThat(handle.failures()).isBetween(6L, 8L);
        assertThat(handle.counters().failed()).isZero();
        assertThat(handle.restarts()).isZero();
        for (int i = 0; i < 6; i++) {
            assertThat(steps.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(KernelState.ACTIVE);
            assertThat(steps.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(KernelState.STARTING);
        }
        runtime.send("loop", new Ping(1));
        handle.await(KernelState.TERMINATED, LONG);
        assertThat(handle.counters().handled()).isEqualTo(1);
    }

    @Test
    void isRestartedWithinItsBudgetWhenItThrowsWithoutAMessage() {
        KernelHandle handle = runtime.launch(
                        "loop",
                        LaunchOptions.instance((Supplier<Object>) () -> impatient)
                                .onFailure(FailurePolicy.restart(2, LONG, Duration.ZERO, Duration.ZERO)))
                .activate();

        handle.await(KernelState.FAILED, LONG);

        assertThat(handle.failure())
                .hasValueSatisfying(failure -> assertThat(failure)
                        .isExactlyInstanceOf(IllegalStateException.class)
                        .hasMessage("nothing has come"));
        assertThat(handle.restarts()).isEqualTo(2);
        assertThat(handle.failures()).isEqualTo(3);
        assertThat(seen).hasSize(3);
    }

    @Test
    void isStoppedWhenItThrowsWithoutAMessage() {
        KernelHandle handle = runtime.launch(
                        "loop", LaunchOptions.instance(impatient).onFailure(FailurePolicy.stop()))
                .activate();

        handle.await(KernelState.FAILED, LONG);

        assertThat(seen).hasSize(1);
        assertThat(handle.failures()).isEqualTo(1);
    }

    @Test
    void receivesNothingInTimeWhileATaskDefersItselfForEver() throws InterruptedException {
        KernelHandle handle = launch(context -> {
            context.defer(new Runnable() {
                @Override
                public void run() {
                    context.defer(this);
                }
            });
            seen.add(context.receive(Ping.class, SHORT));
        });

        handle.activate();

        assertThat(nextSeen()).isEqualTo(Optional.empty());
        handle.await(KernelState.TERMINATED, LONG);
    }

    @Test
    void doesNotReceiveWhatIsTooLate() throws InterruptedException {
        KernelHandle handle = launch(forEach(Ping.class, (ping, context) -> seen.add(ping)));
        runtime.send("loop", new Ping(1), SendOptions.DEFAULT.deadline(Duration.ofNanos(1)));
        runtime.send("loop", new Ping(2));

        handle.activate();

        assertThat(nextSeen()).isEqualTo(new Ping(2));
        Eventually.holds("both are counted", () -> handle.counters().handled() == 1);
        assertThat(handle.counters().expired()).isEqualTo(1);
        assertAddsUp(handle.counters());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5_000})
    void receivesAMessageOfOneIdOnce(int length) throws InterruptedException {
        KernelHandle handle = runtime.launch(
                "loop",
                LaunchOptions.instance(forEach(Ping.class, (ping, context) -> seen.add(ping.number())))
                        .dedup(16, LONG));
        for (int i = 0; i < 3; i++) {
            runtime.send("loop", new Ping(i, "x".repeat(length)), SendOptions.DEFAULT.messageId(ID));
        }
        CompletableFuture<Pong> owed =
                runtime.request("loop", new Ping(3), Pong.class, LONG, SendOptions.DEFAULT.messageId(ID));
        runtime.send("loop", new Ping(4));

        handle.activate(); // all of them lie in the inbox when the first is received

        assertThat(nextSeen()).isEqualTo(0L);
        assertThat(nextSeen()).isEqualTo(4L);
        Eventually.holds("all are counted", () -> handle.counters().handled() == 2);
        assertThat(handle.counters().duplicates()).isEqualTo(3);
        assertThat(runtime.deadLetters().list())
                .allMatch(letter -> letter.reason() == Reason.DUPLICATE
                        && letter.messageId().equals(ID))
                .hasSize(3);
        assertThat(runtime.buffers().inUseBytes()).isZero();
        assertThatThrownBy(owed::join)
                .hasCauseExactlyInstanceOf(RequestFailedException.class)
                .hasStackTraceContaining(
                        "message of the same id was handled before: kernel=loop, message=" + Ping.class.getName());
        assertAddsUp(handle.counters());
    }

    @Test
    void receivesAMessageAgainThatFailed() throws InterruptedException {
        KernelHandle handle = runtime.launch(
                "loop",
                LaunchOptions.instance(forEach(Ping.class, (ping, context) -> {
                            seen.add(ping.number());
                            if (ping.number() == 0) {
                                throw new IllegalStateException("on purpose");
                            }
                        }))
                        .dedup(16, LONG));
        for (int i = 0; i < 3; i++) {
            runtime.send("loop", new Ping(i), SendOptions.DEFAULT.messageId(ID));
        }

        handle.activate();

        assertThat(nextSeen()).isEqualTo(0L);
        assertThat(nextSeen()).isEqualTo(1L);
        Eventually.holds("all are counted", () -> handle.counters().waiting() == 0);
        assertThat(handle.counters().failed()).isEqualTo(1);
        assertThat(handle.counters().handled()).isEqualTo(1);
        assertThat(handle.counters().duplicates()).isEqualTo(1);
    }

    @Test
    void doesNotRestWhenItWasActivatedAfterItsThreadLooked() {
        KernelDefinition definition = runtime.definitions().find("loop");
        Body body = context -> {};
        LaunchOptions options = LaunchOptions.instance(body);
        Kernel kernel = new Kernel(new Launch(runtime, "loop", 1, definition, options, options.make(definition)), null);
        kernel.life.launch();
        assertThat(kernel.turns.rest()).isTrue();
        assertThat(kernel.turns.rise()).isTrue();

        kernel.life.activate();

        assertThat(kernel.turns.rest()).isFalse();
    }

    // ---- wrong use

    @Test
    void sharesNoThread() {
        Body body = context -> {};
        LaunchOptions options = LaunchOptions.instance(body).dedicated(Idle.PARKING, "trading");

        assertThatThrownBy(() -> runtime.launch("loop", options))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("kernel receives by itself and cannot share a thread: kernel=loop, thread=trading;"
                        + " give it handlers, or launch it without a name for its thread");
        assertThat(runtime.kernelIds()).isEmpty();
    }

    @Test
    void receivesInLoopsOnly() throws InterruptedException {
        activate("a", (message, context) -> {
            seen.add(thrownBy(() -> context.receive(Ping.class, SHORT)).getMessage());
            return null;
        });

        runtime.send("a", new Ping(1));

        assertThat(nextSeen())
                .isEqualTo("kernel is called for each message: kernel=a; declare a handler, or a kernel that takes the"
                        + " KernelContext alone");
    }

    @Test
    void receivesOnItsOwnThreadOnly() throws InterruptedException {
        launch(context -> {
                    Thread stranger = start(() -> seen.add(
                            thrownBy(() -> context.receive(Ping.class, SHORT)).getMessage()));
                    stranger.join();
                })
                .activate();

        assertThat((String) nextSeen())
                .startsWith("context is valid only on the thread of its handler: kernel=loop, thread=");
    }

    @Test
    void refusesTypesThatItDoesNotReceive() throws InterruptedException {
        launch(context -> {
                    seen.add(thrownBy(() -> context.receive(Stray.class, SHORT)));
                    seen.add(thrownBy(() -> context.receive(Ping.class, Duration.ofMillis(-1))));
                    seen.add(thrownBy(context::messageId));
                })
                .activate();

        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(UnhandledMessageException.class)
                .hasMessage("kernel has no handler for message: kernel=loop, message=io.ringkernel.Messages$Stray,"
                        + " handled=[io.ringkernel.Messages$Ping, io.ringkernel.Messages$Pong]");
        assertThat((Throwable) nextSeen()).hasMessage("timeout must not be negative: timeout=PT-0.001S");
        assertThat((Throwable) nextSeen()).hasMessage("there is no message in the hand of its loop: kernel=loop");
    }
}
