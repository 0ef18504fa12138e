// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Bare;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.Messages.Stray;
import io.ringkernel.annotation.Idle;
import io.ringkernel.testkit.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelRuntimeTest extends RuntimeTest {
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    private Object nextSeen() throws InterruptedException {
        return seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    // ---- launch

    @Test
    void launchesAKernelUnderItsOwnId() {
        KernelHandle handle = runtime.launch("probe", Probe.with(ECHO));

        assertThat(handle.id()).isEqualTo("probe");
        assertThat(handle.state()).isEqualTo(KernelState.LAUNCHED);
        assertThat(handle).hasToString("KernelHandle(probe, LAUNCHED)");
        assertThat(runtime.handle("probe")).isPresent();
        assertThat(runtime.handle("other")).isEmpty();
        assertThat(runtime.kernelIds()).containsExactly("probe");
    }

    @Test
    void launchesManyOfAKind() {
        for (int i = 0; i < 50; i++) {
            launch("k" + i, ECHO);
        }

        assertThat(runtime.kernelIds()).hasSize(50).isSorted().contains("k0", "k49");
        for (int i = 1; i <= 50; i++) {
            assertThat(runtime.kernelOf(i).id()).isEqualTo("k" + (i - 1));
        }
        assertThat(runtime.kernelOf(0)).isNull();
        assertThat(runtime.kernelOf(51)).isNull();
        assertThat(runtime.kernelOf(-1)).isNull();
        assertThat(runtime.kernelOf(Integer.MAX_VALUE)).isNull();
    }

    @Test
    void launchesAKernelThatNeedsNoInstance() {
        KernelHandle handle = runtime.launch("adder").activate();

        handle.ref(Messages.Tick.class).send(new Messages.Tick(5));

        Eventually.holds("it is handled", () -> handle.counters().handled() == 1);
    }

    @Test
    void refusesToLaunchWhatWasNotCompiled() {
        assertThatThrownBy(() -> runtime.launch("pricing"))
                .isExactlyInstanceOf(UnknownKernelException.class)
                .hasMessage(
                        "no kernel of this id was compiled: id=pricing, known=[adder, adder1, bulky, dispatcher, echo, fuses, impostor,"
                                + " letters, loop, probe, rejecting, single, small, tally, twin, warden, watcher]; is it marked @RingKernel(id = \"pricing\")?");
    }

    @Test
    void refusesToLaunchWhenNothingWasCompiled() {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try (KernelRuntime empty = KernelRuntime.create()) {
            assertThatThrownBy(() -> empty.launch("pricing"))
                    .isExactlyInstanceOf(UnknownKernelException.class)
                    .hasMessage(
                            "no kernel of this id was compiled: id=pricing, known=[]; is ringkernel-processor on the"
                                    + " processor path? (JDK 23 and later ignore a processor on the class path unless javac"
                                    + " gets -proc:full)");
        } finally {
            thread.setContextClassLoader(loader);
        }
    }

    @Test
    void refusesASecondLaunch() {
        launch("a", ECHO).activate();

        assertThatThrownBy(() -> launch("a", ECHO))
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage("kernel is launched already: kernel=a, state=ACTIVE; terminate it first, or launch under"
                        + " another id with LaunchOptions.as");
    }

    @Test
    void refusesTwoKernelsOfOneId() {
        assertThatThrownBy(() -> runtime.launch("twin"))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("two kernels share an id: id=twin, first=io.ringkernel.Probe, second=io.ringkernel.Probe;"
                        + " set @RingKernel(id) on one of them");
    }

    @Test
    void refusesTwoMessagesOfOneTypeId() {
        launch("a", ECHO);

        assertThatThrownBy(() -> runtime.launch("impostor", Probe.with(ECHO)))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("two messages share a type id: typeId=0x00000101, first=io.ringkernel.Messages$Ping,"
                        + " second=io.ringkernel.Messages$Impostor; set @Message(id) on one of them");
        assertThat(runtime.handle("impostor")).isEmpty();
    }

    @Test
    void leavesNothingBehindWhenALaunchFails() {
        assertThatThrownBy(() -> runtime.launch("probe"))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("kernel needs an instance: kernel=probe");
        assertThatThrownBy(() -> runtime.launch("probe", LaunchOptions.instance("no probe")))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("instance is of another class than the kernel: kernel=probe, expected="
                        + Probe.class.getName() + ", actual=java.lang.String");
        assertThatThrownBy(() -> runtime.launch("probe", Probe.with(ECHO).as("two words")))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("a kernel id is 1 to 128 letters, digits, '_', '-', '.' and '/': id=two words");
        assertThatThrownBy(() -> runtime.launch("probe", Probe.with(ECHO).as("x".repeat(129))))
                .isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> runtime.launch("probe", Probe.with(ECHO).capacity(3)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("lane capacity must be a power of 2: capacity=3, next=4");

        assertThat(runtime.kernelIds()).isEmpty();
        assertThat(runtime.launch("probe", Probe.with(ECHO)).state()).isEqualTo(KernelState.LAUNCHED);
    }

    // ---- steps

    @Test
    void keepsMessagesUntilItIsActivated() throws InterruptedException {
        KernelHandle handle = launch("a", (message, context) -> {
            seen.add(message);
            return null;
        });
        runtime.send("a", new Ping(1));
        runtime.send("a", new Ping(2, "two"));
        assertThat(handle.counters().waiting()).isEqualTo(2);
        assertThat(handle.counters().accepted()).isEqualTo(2);

        handle.activate();

        assertThat(nextSeen()).isEqualTo(new Ping(1));
        assertThat(nextSeen()).isEqualTo(new Ping(2, "two"));
        assertThat(handle.state()).isEqualTo(KernelState.ACTIVE);
    }

    // ---- send and receive

    @ParameterizedTest
    @EnumSource(Idle.class)
    void answersInTheOrderOfSends(Idle idle) {
        KernelHandle handle =
                runtime.launch("probe", Probe.with(ECHO).dedicated(idle)).activate();
        for (int i = 0; i < 200; i++) {
            MessageId id = runtime.send("probe", new Ping(i, "text " + i));

            Envelope<Pong> reply = runtime.receive("probe", Pong.class, LONG);

            assertThat(reply.message()).isEqualTo(new Pong(i));
            assertThat(reply.correlationId()).isEqualTo(id);
            assertThat(reply.messageId()).isNotEqualTo(id);
            assertThat(reply.messageId().toUuid().version()).isEqualTo(7);
            assertThat(reply.priority()).isEqualTo(128);
            assertThat(reply.sender()).isEqualTo("probe");
        }
        handle.terminate();
    }

    @Test
    void receivesNothingWhereNothingIs() {
        activate("a", ECHO);

        assertThat(runtime.poll("a", Pong.class, SHORT)).isEmpty();
        assertThatThrownBy(() -> runtime.receive("a", Pong.class, SHORT))
                .isExactlyInstanceOf(RequestTimeoutException.class)
                .hasMessage("no message came in time: kernel=a, message=io.ringkernel.Messages$Pong, timeout=PT0.03S");
    }

    @Test
    void receivesByType() {
        KernelHandle handle = activate("a", (message, context) -> {
            context.reply(message);
            return new Pong(((Ping) message).number());
        });
        runtime.send("a", new Ping(1));
        runtime.send("a", new Ping(2));

        assertThat(runtime.receive("a", Pong.class, LONG).message()).isEqualTo(new Pong(1));
        assertThat(runtime.receive("a", Ping.class, LONG).message()).isEqualTo(new Ping(1));
        assertThat(runtime.receive("a", Record.class, LONG).message()).isEqualTo(new Ping(2));
        assertThat(runtime.receive("a", Record.class, LONG).message()).isEqualTo(new Pong(2));
        assertThat(handle.counters().unanswered()).isZero();
    }

    @Test
    void countsWhatNobodyReceives() {
        KernelHandle handle =
                runtime.launch("probe", Probe.with(ECHO).capacity(4)).activate();
        for (int i = 0; i < 10; i++) {
            runtime.send("probe", new Ping(i));
        }

        Eventually.holds("all are handled", () -> handle.counters().handled() == 10);

        assertThat(handle.counters().unanswered()).isEqualTo(6);
        for (int i = 0; i < 4; i++) {
            assertThat(runtime.receive("probe", Pong.class, LONG).message()).isEqualTo(new Pong(i));
        }
        assertThat(runtime.poll("probe", Pong.class, SHORT)).isEmpty();
    }

    @Test
    void sendsThroughReferences() throws InterruptedException {
        activate("a", (message, context) -> {
            seen.add(message);
            return message;
        });
        KernelRef<Ping> ref = runtime.ref("a", Ping.class);

        assertThat(ref.offer(new Ping(1))).isEqualTo(Delivery.ACCEPTED);
        MessageId id = ref.send(new Ping(2));
        CompletableFuture<Ping> answer = ref.request(new Ping(3), Ping.class, LONG);

        assertThat(nextSeen()).isEqualTo(new Ping(1));
        assertThat(nextSeen()).isEqualTo(new Ping(2));
        assertThat(answer.join()).isEqualTo(new Ping(3));
        runtime.receive("a", Ping.class, LONG);
        assertThat(runtime.receive("a", Ping.class, LONG).correlationId()).isEqualTo(id);
        assertThat(ref.kernelId()).isEqualTo("a");
        assertThat(ref).hasToString("KernelRef(a, Ping)");
    }

    @Test
    void handlesUrgentMessagesFirst() throws InterruptedException {
        KernelHandle handle = launch("a", (message, context) -> {
            seen.add(context.priority());
            return null;
        });
        for (int priority : new int[] {0, 63, 64, 127, 128, 129, 191, 192, 255}) {
            runtime.send("a", new Ping(priority), SendOptions.priority(priority));
        }

        handle.activate();

        for (int priority : new int[] {192, 255, 129, 191, 128, 64, 127, 0, 63}) {
            assertThat(nextSeen()).isEqualTo(priority);
        }
    }

    @Test
    void tellsTheHandlerWhoSentWhat() throws InterruptedException {
        activate("receiver", (message, context) -> {
            seen.add(List.of(
                    context.kernelId(), context.messageId(), context.correlationId(), context.sender(), message));
            return null;
        });
        activate("sender", (message, context) -> {
            seen.add(context.send("receiver", message));
            return null;
        });
        MessageId id = runtime.send("receiver", new Ping(1));
        assertThat(nextSeen()).isEqualTo(List.of("receiver", id, MessageId.NONE, Optional.empty(), new Ping(1)));

        runtime.send("sender", new Ping(2));

        List<Object> both = List.of(nextSeen(), nextSeen());
        assertThat(both).anySatisfy(what -> assertThat(what).isInstanceOf(MessageId.class));
        assertThat(both)
                .anySatisfy(what -> assertThat(what)
                        .asInstanceOf(InstanceOfAssertFactories.LIST)
                        .contains("receiver", Optional.of("sender"), new Ping(2)));
    }

    @Test
    void repliesToTheKernelThatSent() throws InterruptedException {
        activate("server", ECHO);
        activate("client", (message, context) -> {
            if (message instanceof Pong) {
                seen.add(List.of(
                        message, context.correlationId(), context.sender().orElse("?")));
            } else {
                seen.add(context.send("server", message, SendOptions.priority(7)));
            }
            return null;
        });

        runtime.send("client", new Ping(5));

        Object id = nextSeen();
        assertThat(nextSeen()).isEqualTo(List.of(new Pong(5), id, "server"));
    }

    @Test
    void countsRepliesThatTheSenderDoesNotTake() {
        KernelHandle server = activate("server", (message, context) -> {
            context.reply(new Stray(1));
            return null;
        });
        activate("client", (message, context) -> {
            context.send("server", message);
            return null;
        });

        runtime.send("client", new Ping(5));

        Eventually.holds("the server is done", () -> server.counters().handled() == 1);
        assertThat(server.counters().unanswered()).isEqualTo(1);
        assertThat(server.counters().failed()).isZero();
    }

    @Test
    void refusesAContextAfterItsHandler() throws InterruptedException {
        activate("a", (message, context) -> {
            seen.add(context);
            return null;
        });
        runtime.send("a", new Ping(1));
        KernelContext context = (KernelContext) nextSeen();
        Eventually.holds("the handler has returned", () -> thrownBy(context::messageId) != null);

        assertThatThrownBy(context::messageId)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("context is valid only while its handler runs: kernel=a");
        assertThatThrownBy(() -> context.reply(new Pong(1)))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("context is valid only while its handler runs: kernel=a");
    }

    // ---- request

    @Test
    void answersRequests() throws Exception {
        activate("a", ECHO);

        assertThat(runtime.request("a", new Ping(7), Pong.class, LONG).get(20, TimeUnit.SECONDS))
                .isEqualTo(new Pong(7));
        assertThat(runtime.call("a", new Ping(8), Pong.class, LONG)).isEqualTo(new Pong(8));
        assertThat(runtime.call("a", new Ping(9), Pong.class, LONG, SendOptions.priority(255)))
                .isEqualTo(new Pong(9));
        assertThat(runtime.poll("a", Pong.class, SHORT)).isEmpty();
    }

    @Test
    void answersRequestsOfKernels() throws InterruptedException {
        activate("server", ECHO);
        activate("client", (message, context) -> {
            context.request("server", message, Pong.class, LONG).thenAccept(seen::add);
            return null;
        });

        runtime.send("client", new Ping(6));

        assertThat(nextSeen()).isEqualTo(new Pong(6));
    }

    @Test
    void answersWithACopy() {
        Ping original = new Ping(1, "text");
        activate("a", (message, context) -> original);

        Ping answer = runtime.call("a", new Ping(1), Ping.class, LONG);

        assertThat(answer).isEqualTo(original).isNotSameAs(original);
    }

    @Test
    void answersManyRequestsAtATime() {
        activate("a", ECHO);
        activate("b", ECHO);
        for (int round = 0; round < 50; round++) {
            List<CompletableFuture<Pong>> answers = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                answers.add(runtime.request(i % 2 == 0 ? "a" : "b", new Ping(i), Pong.class, LONG));
            }
            for (int i = 0; i < 500; i++) {
                assertThat(answers.get(i).join()).isEqualTo(new Pong(i));
            }
        }
    }

    @Test
    void timesOutWhereNobodyAnswers() {
        launch("a", ECHO);

        assertThatThrownBy(() -> runtime.call("a", new Ping(1), Pong.class, SHORT))
                .isExactlyInstanceOf(RequestTimeoutException.class)
                .message()
                .matches(
                        "request was not answered in time: kernel=a, message=io\\.ringkernel\\.Messages\\$Ping,"
                                + " waitedMs=([3-9]\\d|\\d{3,}), queuedMs=([3-9]\\d|\\d{3,}), lane=NORMAL, depth=1, state=LAUNCHED, doing=idle");
    }

    @Test
    void countsALateAnswer() {
        KernelHandle handle = launch("a", ECHO);
        assertThatThrownBy(() -> runtime.call("a", new Ping(1), Pong.class, SHORT))
                .isExactlyInstanceOf(RequestTimeoutException.class);

        handle.activate();

        Eventually.holds("it is handled", () -> handle.counters().handled() == 1);
        assertThat(handle.counters().unanswered()).isEqualTo(1);
        assertThat(runtime.call("a", new Ping(2), Pong.class, LONG)).isEqualTo(new Pong(2));
    }

    @Test
    void refusesAnAnswerOfAnotherType() {
        activate("a", (message, context) -> message);

        assertThatThrownBy(() -> runtime.call("a", new Ping(1), Pong.class, LONG))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("reply has another type: expected=io.ringkernel.Messages$Pong,"
                        + " actual=io.ringkernel.Messages$Ping: kernel=a, message=io.ringkernel.Messages$Ping");
    }

    @Test
    void refusesMoreRequestsThanItsLimit() {
        launch("a", ECHO);
        for (int i = 0; i < 1024; i++) {
            runtime.request("a", new Ping(i), Pong.class, LONG);
        }

        assertThatThrownBy(() -> runtime.request("a", new Ping(-1), Pong.class, LONG))
                .isExactlyInstanceOf(RequestLimitException.class)
                .hasMessage("too many requests wait for an answer: limit=1024, kernel=a,"
                        + " message=io.ringkernel.Messages$Ping; await some, or raise RuntimeOptions.requestLimit");
    }

    @Test
    void stopsWaitingForAnAnswerWhenInterrupted() throws InterruptedException {
        launch("a", ECHO);
        Thread caller = start(() -> seen.add(thrownBy(() -> runtime.call("a", new Ping(1), Pong.class, LONG))));
        Eventually.rests(caller);

        caller.interrupt();

        assertThat((Throwable) nextSeen())
                .isExactlyInstanceOf(InterruptedSendException.class)
                .hasMessage("interrupted while waiting for the answer: kernel=a")
                .hasCauseExactlyInstanceOf(InterruptedException.class);
    }

    // ---- refusals

    @Test
    void refusesToSendToUnknownKernels() {
        launch("a", ECHO);
        String text = "no kernel of this id is launched: id=b, launched=[a]; it was never launched, or has ended";

        assertThatThrownBy(() -> runtime.send("b", new Ping(1)))
                .isExactlyInstanceOf(UnknownKernelException.class)
                .hasMessage(text);
        assertThatThrownBy(() -> runtime.offer("b", new Ping(1), SendOptions.DEFAULT))
                .hasMessage(text);
        assertThatThrownBy(() -> runtime.ref("b", Ping.class)).hasMessage(text);
        assertThatThrownBy(() -> runtime.call("b", new Ping(1), Pong.class, LONG))
                .hasMessage(text);
        assertThatThrownBy(() -> runtime.request("b", new Ping(1), Pong.class, LONG))
                .hasMessage(text);
        assertThatThrownBy(() -> runtime.receive("b", Pong.class, LONG)).hasMessage(text);
    }

    @Test
    void namesAFewOfManyKernels() {
        for (int i = 10; i < 50; i++) {
            launch("k" + i, ECHO);
        }

        assertThatThrownBy(() -> runtime.send("b", new Ping(1)))
                .hasMessageMatching("no kernel of this id is launched: id=b, launched=\\[(k\\d\\d, ){20}and 20 others];"
                        + " it was never launched, or has ended");
    }

    @Test
    void refusesMessagesThatTheKernelDoesNotHandle() {
        KernelHandle handle = activate("a", ECHO);
        String text = "kernel has no handler for message: kernel=a, message=io.ringkernel.Messages$Stray,"
                + " handled=[io.ringkernel.Messages$Ping, io.ringkernel.Messages$Pong]";

        assertThatThrownBy(() -> runtime.send("a", new Stray(1)))
                .isExactlyInstanceOf(UnhandledMessageException.class)
                .hasMessage(text);
        assertThatThrownBy(() -> runtime.offer("a", new Stray(1), SendOptions.DEFAULT))
                .hasMessage(text);
        assertThatThrownBy(() -> handle.ref(Stray.class)).hasMessage(text);
        assertThatThrownBy(() -> runtime.call("a", new Stray(1), Pong.class, LONG))
                .hasMessage(text);
        assertThatThrownBy(() -> runtime.call("a", "text", Pong.class, LONG))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("no codec for class: class=java.lang.String; is it a record marked @Message, and is"
                        + " ringkernel-processor on the processor path? (JDK 23 and later ignore a processor on the class"
                        + " path unless javac gets -proc:full)");
        assertThat(handle.counters().accepted()).isZero();
    }

    @Test
    void refusesRepliesThatAreNoMessages() {
        activate("a", (message, context) -> new Bare(1));

        assertThatThrownBy(() -> runtime.call("a", new Ping(1), Pong.class, LONG))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasRootCauseExactlyInstanceOf(ClassNotFoundException.class)
                .cause()
                .hasMessageStartingWith("no codec for class: class=io.ringkernel.Messages$Bare; ");
    }

    @Test
    void refusesASecondThreadWhereOneProducerWasDeclared() {
        KernelHandle handle = runtime.launch("single", Probe.with(ECHO)).activate();
        Thread first = start(() -> runtime.send("single", new Ping(1)));
        Eventually.ends(first);

        assertThatThrownBy(() -> runtime.send("single", new Ping(2)))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("lane has a single producer: first=" + first.getName() + ", now="
                        + Thread.currentThread().getName() + "; use Producers.MULTI");
        assertThat(runtime.offer("single", new Ping(3), SendOptions.priority(255)))
                .isEqualTo(Delivery.ACCEPTED);
        Eventually.holds("both are handled", () -> handle.counters().handled() == 2);
    }

    @Test
    void refusesEverythingWhenClosed() {
        KernelHandle handle = activate("a", ECHO);
        KernelRef<Ping> ref = handle.ref(Ping.class);

        runtime.close();

        for (Runnable use : List.<Runnable>of(
                () -> runtime.launch("probe", Probe.with(ECHO)),
                () -> runtime.send("a", new Ping(1)),
                () -> runtime.offer("a", new Ping(1), SendOptions.DEFAULT),
                () -> runtime.ref("a", Ping.class),
                () -> runtime.call("a", new Ping(1), Pong.class, LONG),
                () -> runtime.receive("a", Pong.class, LONG),
                () -> ref.send(new Ping(1)))) {
            assertThatThrownBy(use::run)
                    .isExactlyInstanceOf(RuntimeClosedException.class)
                    .hasMessage("runtime is closed; stop those who use it first, or create another with"
                            + " KernelRuntime.create");
        }
        assertThat(ref.offer(new Ping(1))).isEqualTo(Delivery.CLOSED);
        assertThat(handle.ref(Pong.class).claim(new Claim())).isEqualTo(Delivery.CLOSED);
        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(runtime.kernelIds()).isEmpty();
    }
}
