// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Idle;
import io.ringkernel.testkit.Eventually;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose caller waits. */
class CallTest extends RuntimeTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 20_000;
    private static final long MOST_BYTES = 10_000;
    private static final int MOST_RUNS = 5;

    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    private Object nextSeen() throws InterruptedException {
        return seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void readsTheAnswerWhereItLies() {
        KernelRef<Ping> ref = activate("a", ECHO).ref(Ping.class);
        Call<Pong> call = new Call<>(Pong.class);

        for (int i = 0; i < 100; i++) {
            ref.call(new Ping(i), call, LONG);

            assertThat(call.buffer().getLong(call.offset())).isEqualTo(i);
            assertThat(call.length()).isEqualTo(8);
            assertThat(call.version()).isEqualTo(1);
            assertThat(call.reply()).isEqualTo(new Pong(i));
        }
    }

    @Test
    void takesAnswersOfAnyLength() {
        KernelRef<Ping> ref = activate("a", (message, context) -> message).ref(Ping.class);
        Call<Ping> call = new Call<>(Ping.class);

        for (int length : new int[] {0, 100_000, 3}) {
            Ping ping = new Ping(length, "x".repeat(length));

            ref.call(ping, call, LONG);

            assertThat(call.reply()).isEqualTo(ping);
            assertThat(ref.call(ping, Ping.class, LONG)).isEqualTo(ping);
        }
    }

    @Test
    void writesTheRequestInPlace() {
        KernelRef<Pong> ref = activate(
                        "a", (message, context) -> new Ping(((Pong) message).number(), "" + context.sender()))
                .ref(Pong.class);
        Claim claim = new Claim();
        Call<Ping> call = new Call<>(Ping.class);

        assertThat(ref.claimRequest(claim, call)).isEqualTo(Delivery.ACCEPTED);
        claim.buffer().putLong(claim.offset(), 5);
        claim.publish(8);
        call.await(LONG);

        assertThat(call.reply()).isEqualTo(new Ping(5, "Optional.empty"));
    }

    @Test
    void timesOutForWantOfAnAnswerWhenTheRequestIsWrittenInPlace() {
        KernelRef<Pong> ref = launch("a", ECHO).ref(Pong.class);
        Claim claim = new Claim();
        Call<Pong> call = new Call<>(Pong.class);
        ref.claimRequest(claim, call);
        claim.buffer().putLong(claim.offset(), 5);
        claim.publish(8);

        assertThatThrownBy(() -> call.await(SHORT))
                .isExactlyInstanceOf(RequestTimeoutException.class)
                .hasMessageStartingWith("request was not answered in time: kernel=a");
    }

    @Test
    void isNotWokenByAnAnswerForWhichItDidNotSleep() {
        KernelRef<Ping> ref = launch("a", ECHO).ref(Ping.class);
        Call<Pong> call = new Call<>(Pong.class);
        assertThatThrownBy(() -> ref.call(new Ping(1), call, SHORT))
                .isInstanceOf(RequestTimeoutException.class); // sleeps
        KernelHandle other = activate("b", (message, context) -> message);
        KernelRef<Pong> awake = other.ref(Pong.class);
        Claim claim = new Claim();

        boolean slept = false;
        for (int i = 0; i < MOST_RUNS && !slept; i++) { // a sleep may end of itself
            awake.claimRequest(claim, call);
            claim.buffer().putLong(claim.offset(), 5);
            claim.publish(8);
            long handled = i + 1;
            Eventually.holds("the answer is there", () -> other.counters().handled() == handled);
            long startNs = System.nanoTime();
            LockSupport.parkNanos(SHORT.toNanos());
            slept = System.nanoTime() - startNs >= SHORT.toNanos();
            call.await(LONG);
        }

        assertThat(slept).isTrue();
    }

    @Test
    void givesUpARequestWhoseClaimIsAborted() {
        try (KernelRuntime small = KernelRuntime.create(options().withRequestLimit(1))) {
            KernelRef<Pong> ref = small.launch("probe", Probe.with(ECHO)).ref(Pong.class);
            Claim claim = new Claim();
            Call<Pong> call = new Call<>(Pong.class);

            for (int i = 0; i < 10; i++) {
                assertThat(ref.claimRequest(claim, call)).isEqualTo(Delivery.ACCEPTED);
                claim.abort();
            }

            assertThatThrownBy(() -> call.await(LONG))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("call has no request; ask KernelRef.call or KernelRef.claimRequest for one");
        }
    }

    @Test
    void givesUpARequestThatFindsNoRoom() {
        try (KernelRuntime small = KernelRuntime.create(options().withRequestLimit(1))) {
            KernelRef<Pong> ref =
                    small.launch("probe", Probe.with(ECHO).capacity(1)).ref(Pong.class);
            ref.offer(new Pong(1));
            Call<Pong> call = new Call<>(Pong.class);

            for (int i = 0; i < 10; i++) {
                assertThat(ref.claimRequest(new Claim(), call)).isEqualTo(Delivery.FULL);
            }
        }
    }

    @Test
    void givesUpARequestThatIsCancelled() {
        KernelHandle handle = launch("a", ECHO);
        KernelRef<Ping> ref = handle.ref(Ping.class);
        Claim claim = new Claim();
        Call<Pong> call = new Call<>(Pong.class);
        ref.claimRequest(claim, call);
        Messages_PingCodec.INSTANCE.encode(new Ping(1), claim.buffer(), claim.offset());
        claim.publish(16);

        call.cancel();
        call.cancel();
        handle.activate();

        Eventually.holds("the answer comes late", () -> handle.counters().unanswered() == 1);
        ref.call(new Ping(2), call, LONG);
        assertThat(call.reply()).isEqualTo(new Pong(2));
    }

    @Test
    void refusesASecondRequestWhileOneWaits() {
        KernelRef<Pong> ref = launch("a", ECHO).ref(Pong.class);
        Call<Pong> call = new Call<>(Pong.class);
        ref.claimRequest(new Claim(), call);

        assertThatThrownBy(() -> ref.call(new Pong(1), call, LONG))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("call waits for an answer already: kernel=a, message=io.ringkernel.Messages$Pong;"
                        + " await or cancel it first");
        call.cancel();
    }

    @Test
    void holdsNothingBeforeTheFirstAnswer() {
        Call<Pong> call = new Call<>(Pong.class);

        assertThatThrownBy(call::buffer)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("call has no answer: replyType=io.ringkernel.Messages$Pong");
        assertThatThrownBy(call::reply).isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void failsAsTheRequestDoes() {
        KernelRef<Ping> ref = activate("a", (message, context) -> {
                    throw new IllegalStateException("boom");
                })
                .ref(Ping.class);
        Call<Pong> call = new Call<>(Pong.class);

        assertThatThrownBy(() -> ref.call(new Ping(1), call, LONG))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("handler threw java.lang.IllegalStateException: boom: kernel=a,"
                        + " message=io.ringkernel.Messages$Ping");
        assertThatThrownBy(call::length).isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void waitsAsLongAsTheRuntimeSaysIfNothingElseIsSaid() {
        try (KernelRuntime hasty = KernelRuntime.create(options().withRequestTimeout(SHORT))) {
            hasty.launch("probe", Probe.with(ECHO));

            assertThatThrownBy(() -> hasty.call("probe", new Ping(1), Pong.class))
                    .isExactlyInstanceOf(RequestTimeoutException.class);
            assertThatThrownBy(() ->
                            hasty.request("probe", new Ping(1), Pong.class).join())
                    .hasCauseExactlyInstanceOf(RequestTimeoutException.class);
            assertThatThrownBy(() -> hasty.ref("probe", Ping.class)
                            .request(new Ping(1), Pong.class)
                            .join())
                    .hasCauseExactlyInstanceOf(RequestTimeoutException.class);
        }
    }

    // ---- what the other side did

    @Test
    void saysWhatTheKernelDidMeanwhile() {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        activate("a", (message, context) -> {
            entered.countDown();
            await(released);
            return null;
        });
        runtime.send("a", new Pong(1));
        await(entered);
        runtime.send("a", new Pong(2), SendOptions.priority(255));

        for (Throwable e : new Throwable[] {
            thrownBy(() -> runtime.call("a", new Ping(1), Pong.class, SHORT, SendOptions.priority(200))),
            thrownBy(() -> runtime.request("a", new Ping(1), Pong.class, SHORT, SendOptions.priority(200))
                            .join())
                    .getCause()
        }) {
            assertThat(e)
                    .isExactlyInstanceOf(RequestTimeoutException.class)
                    .message()
                    .matches("request was not answered in time: kernel=a, message=io\\.ringkernel\\.Messages\\$Ping,"
                            + " waitedMs=([3-9]\\d|\\d{3,}), queuedMs=([3-9]\\d|\\d{3,}), lane=HIGH, depth=[23], state=ACTIVE,"
                            + " doing=handling io\\.ringkernel\\.Messages\\$Pong, sinceMs=\\d+");
        }
        released.countDown();
    }

    @Test
    void saysSinceWhenTheRequestIsInHand() {
        CountDownLatch released = new CountDownLatch(1);
        activate("a", (message, context) -> {
            await(released);
            return null;
        });

        assertThatThrownBy(() -> runtime.call("a", new Ping(1), Pong.class, SHORT))
                .isExactlyInstanceOf(RequestTimeoutException.class)
                .message()
                .matches("request was not answered in time: kernel=a, message=io\\.ringkernel\\.Messages\\$Ping,"
                        + " waitedMs=([3-9]\\d|\\d{3,}), queuedMs=\\d+, lane=NORMAL, depth=1, state=ACTIVE,"
                        + " doing=handling io\\.ringkernel\\.Messages\\$Ping, sinceMs=\\d+");
        released.countDown();
    }

    @Test
    void saysThatTheKernelIsInATask() {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        activate("a", (message, context) -> {
            context.defer(() -> {
                entered.countDown();
                await(released);
            });
            return null;
        });
        runtime.send("a", new Ping(1));
        await(entered);

        assertThatThrownBy(() -> runtime.call("a", new Ping(1), Pong.class, SHORT))
                .message()
                .endsWith(", state=ACTIVE, doing=in a deferred task");
        released.countDown();
    }

    @Test
    void saysThatTheKernelIsDeactivated() {
        activate("a", ECHO).deactivate();

        assertThatThrownBy(() -> runtime.call("a", new Ping(1), Pong.class, SHORT))
                .message()
                .endsWith(", lane=NORMAL, depth=1, state=DEACTIVATED, doing=idle");
    }

    // ---- kernels that wait for each other

    private static Probe.Handler calling(BlockingQueue<Object> seen, KernelRuntime runtime, String next) {
        return (message, context) -> {
            try {
                return runtime.call(next, message, Pong.class, LONG);
            } catch (RequestCycleException e) {
                seen.add(e.getMessage());
                throw e;
            }
        };
    }

    @Test
    void refusesToWaitForItsOwnAnswer() throws InterruptedException {
        activate("a", calling(seen, runtime, "a"));

        runtime.send("a", new Ping(1));

        assertThat(nextSeen())
                .isEqualTo("kernels would wait for each other: ring=a → a, message=io.ringkernel.Messages$Ping;"
                        + " use KernelContext.request, which does not wait");
    }

    @Test
    void findsTwoKernelsThatAskEachOther() throws InterruptedException {
        activate("a", calling(seen, runtime, "b"));
        activate("b", calling(seen, runtime, "a"));

        assertThatThrownBy(() -> runtime.call("a", new Ping(1), Pong.class, LONG))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasRootCauseExactlyInstanceOf(RequestCycleException.class);

        assertThat(nextSeen())
                .isEqualTo("kernels would wait for each other: ring=b → a → b,"
                        + " message=io.ringkernel.Messages$Ping; use KernelContext.request, which does not wait");
        assertThat(seen).isEmpty();
    }

    private Call<Pong> claimed(String target, Ping message) {
        Call<Pong> call = new Call<>(Pong.class);
        Claim claim = new Claim();
        assertThat(runtime.ref(target, Ping.class).claimRequest(claim, call)).isEqualTo(Delivery.ACCEPTED);
        claim.publish(Messages_PingCodec.INSTANCE.encode(message, claim.buffer(), claim.offset()));
        return call;
    }

    @Test
    void findsARingBehindEachOfSeveralThatWereClaimed() throws InterruptedException {
        activate("c", calling(seen, runtime, "a"));
        activate("b", (message, context) -> new Pong(2));
        activate("a", (message, context) -> {
            if (message.equals(new Ping(1))) {
                for (Call<Pong> call : List.of(claimed("c", new Ping(2)), claimed("b", new Ping(2)))) {
                    Throwable e = thrownBy(() -> call.await(LONG));
                    seen.add(e == null ? call.reply() : e.getMessage());
                }
            }
            return new Pong(1);
        });

        runtime.send("a", new Ping(1));

        List<Object> outcomes = List.of(nextSeen(), nextSeen());
        assertThat(outcomes)
                .anySatisfy(
                        text -> assertThat(text.toString())
                                .matches(
                                        "kernels would wait for each other: ring=(a → c → a|c → a → c),"
                                                + " message=io.ringkernel.Messages\\$Ping; use KernelContext.request, which does not wait"));
    }

    @Test
    void takesNoClaimedRequestForAWaitBeforeItIsAwaited() throws InterruptedException {
        activate("b", (message, context) -> {
            seen.add(runtime.call("a", new Ping(4), Pong.class, LONG));
            return new Pong(2);
        });
        AtomicReference<Call<Pong>> kept = new AtomicReference<>();
        activate("a", (message, context) -> switch ((int) ((Ping) message).number()) {
            case 1 -> {
                kept.set(claimed("b", new Ping(3)));
                yield null;
            }
            case 5 -> {
                kept.get().await(LONG);
                yield kept.get().reply();
            }
            default -> new Pong(1);
        });

        runtime.send("a", new Ping(1));

        assertThat(nextSeen()).isEqualTo(new Pong(1));
        assertThat(runtime.call("a", new Ping(5), Pong.class, LONG)).isEqualTo(new Pong(2));
    }

    @Test
    void findsARingOfThree() throws InterruptedException {
        activate("a", calling(seen, runtime, "b"));
        activate("b", calling(seen, runtime, "c"));
        runtime.launch("probe", Probe.with(calling(seen, runtime, "a")).as("c").dedicated(Idle.PARKING))
                .activate();

        assertThatThrownBy(() -> runtime.call("b", new Ping(1), Pong.class, LONG))
                .hasRootCauseExactlyInstanceOf(RequestCycleException.class);

        assertThat(nextSeen())
                .isEqualTo("kernels would wait for each other: ring=a → b → c → a,"
                        + " message=io.ringkernel.Messages$Ping; use KernelContext.request, which does not wait");
    }

    @Test
    void findsARingThatClosesFromBothSidesAtOnce() throws Exception {
        for (int round = 0; round < 200; round++) {
            CyclicBarrier both = new CyclicBarrier(2);
            for (String[] pair : new String[][] {{"a", "b"}, {"b", "a"}}) {
                activate(pair[0], (message, context) -> {
                    if (message.equals(new Ping(1))) {
                        both.await();
                        Throwable e = thrownBy(() -> runtime.call(pair[1], new Ping(2), Pong.class, LONG));
                        seen.add(e == null ? "answered" : e.getClass());
                    }
                    return new Pong(1);
                });
            }
            runtime.send("a", new Ping(1));
            runtime.send("b", new Ping(1));

            List<Object> outcomes = List.of(nextSeen(), nextSeen());
            assertThat(outcomes).containsExactlyInAnyOrder(RequestCycleException.class, "answered");
            runtime.handle("a").orElseThrow().terminate();
            runtime.handle("b").orElseThrow().terminate();
        }
    }

    @Test
    void doesNotTakeAChainForARing() {
        activate("a", calling(seen, runtime, "b"));
        activate("b", calling(seen, runtime, "c"));
        activate("c", ECHO);

        for (int i = 0; i < 1000; i++) {
            assertThat(runtime.call("a", new Ping(i), Pong.class, LONG)).isEqualTo(new Pong(i));
        }
        assertThat(seen).isEmpty();
    }

    // ---- allocation

    @ParameterizedTest
    @ValueSource(strings = {"claim", "reader", "record"})
    void allocatesNothing(String form) {
        KernelRef<Pong> ref = runtime.launch("echo").activate().ref(Pong.class);
        Claim claim = new Claim();
        Call<Pong> call = new Call<>(Pong.class);
        Pong question = new Pong(1);
        LongConsumer body = switch (form) {
            case "claim" ->
                i -> {
                    ref.claimRequest(claim, call);
                    claim.buffer().putLong(claim.offset(), i);
                    claim.publish(Long.BYTES);
                    call.await(LONG);
                };
            case "reader" -> i -> ref.call(question, call, LONG);
            default -> i -> ref.call(question, Pong.class, LONG);
        };
        long perCall = form.equals("record") ? 24 : 0; // the record itself
        repeat(body);

        long allocated = Long.MAX_VALUE;
        for (int run = 0; run < MOST_RUNS && allocated > MOST_BYTES; run++) {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            repeat(body);
            allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before - perCall * CALLS;
        }

        assertThat(allocated).as("bytes of the caller").isLessThan(MOST_BYTES);
    }

    private static void repeat(LongConsumer body) {
        for (int i = 0; i < CALLS; i++) {
            body.accept(i);
        }
    }
}
