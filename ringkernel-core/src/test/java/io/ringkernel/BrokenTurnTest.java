// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Priority;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.Header;
import io.ringkernel.lane.Lane;
import io.ringkernel.supervision.FailurePolicy;
import io.ringkernel.testkit.Eventually;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/**
 * What is thrown in a turn where no handler throws takes neither the message twice, nor the thread, nor the kernel along.
 * Here a header says more than there is, so that no dead letter can be made of the message.
 */
class BrokenTurnTest extends RuntimeTest {
    private static final int MORE_THAN_THERE_IS = 1_000_000;
    private static final int TIMES = 8; // more than there are workers

    private void putHeader(MessageBuffer buffer, int offset, long id, int flags) {
        Header.put(
                buffer, offset, Messages_PingCodec.TYPE_ID, MORE_THAN_THERE_IS, id, 0, Priority.DEFAULT, flags, 1, 0);
    }

    private void publish(String kernelId, long id, int flags) {
        Lane lane = runtime.kernelOf(kernelId).lanes.lane(Priority.NORMAL);
        long sequence = lane.claim();
        putHeader(lane.buffer(sequence), lane.offset(sequence), id, flags);
        if ((flags & Header.DEADLINE) != 0) {
            Header.putDeadline(lane.buffer(sequence), lane.offset(sequence) + Header.LENGTH, System.nanoTime());
        }
        lane.publish(sequence);
    }

    private CompletableFuture<Pong> ask(String kernelId, int flags) {
        Kernel kernel = runtime.kernelOf(kernelId);
        RequestFuture<Pong> asked = new RequestFuture<>(runtime.requests, kernel, Ping.class, Pong.class);
        asked.key = runtime.requests.enter(asked, Priority.NORMAL, System.nanoTime(), Nanos.of(LONG), true);
        publish(kernelId, asked.key, flags | Header.REQUEST);
        return asked;
    }

    @Test
    void turnsAMessageAwayOnce() {
        KernelHandle handle = activate("a", ECHO);

        for (int i = 0; i < TIMES; i++) {
            CompletableFuture<Pong> asked = ask("a", Header.DEADLINE);
            assertThat(thrownBy(asked::join))
                    .cause()
                    .isExactlyInstanceOf(RequestFailedException.class)
                    .hasMessageStartingWith("message expired before its turn: kernel=a");
            assertThat(runtime.call("a", new Ping(i), Pong.class, LONG)).isEqualTo(new Pong(i));
        }

        Eventually.holds("all are counted", () -> handle.counters().handled() == TIMES);
        assertThat(handle.counters().expired()).isEqualTo(TIMES);
        assertThat(handle.counters().failed()).isZero();
        assertThat(handle.counters().waiting()).isZero();
    }

    @Test
    void endsAKernelOfWhichNoLettersCanBeMade() {
        for (int i = 0; i < TIMES; i++) {
            KernelHandle handle = launch("a", ECHO);
            CompletableFuture<Pong> asked = ask("a", 0);
            runtime.send("a", new Ping(1));

            assertThat(handle.terminate()).isEqualTo(2);

            assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
            assertThat(thrownBy(asked::join))
                    .cause()
                    .isExactlyInstanceOf(RequestFailedException.class)
                    .hasMessageStartingWith("kernel ended before the answer: kernel=a");
        }
    }

    /** A handler that leaves behind what its kernel cannot get rid of. */
    private final Probe.Handler burdened = (message, context) -> {
        for (long left = -((Ping) message).number(); left > 0; left--) {
            Kernel kernel = runtime.kernelOf("a");
            HeldSends held = kernel.held;
            putHeader(held.scratch(128), 0, runtime.ids.ofLoose(), 0);
            held.add(kernel, kernel.lanes.lane(Priority.LOW), "LOW", 128, -1, "");
        }
        return ECHO.onMessage(message, context);
    };

    private void fill(String kernelId) {
        Lane lane = runtime.kernelOf(kernelId).lanes.lane(Priority.LOW);
        for (long sequence = 0; sequence >= 0; ) {
            sequence = lane.claim(); // and never published: it stays full
        }
    }

    @Test
    void givesTheKernelAnotherTurn() {
        KernelHandle handle = runtime.launch(
                        "probe", Probe.with(burdened).as("a").capacity(4))
                .activate();
        fill("a");

        for (int i = 1; i <= TIMES; i++) {
            runtime.send("a", new Ping(-1));
            assertThat(runtime.call("a", new Ping(i), Pong.class, LONG)).isEqualTo(new Pong(i));
        }

        Eventually.holds("all are handled", () -> handle.counters().handled() == 2 * TIMES);
        assertThat(handle.counters().held()).isZero();
        assertThat(handle.counters().refused()).isEqualTo(TIMES);
        assertThat(handle.state()).isEqualTo(KernelState.ACTIVE);
    }

    @Test
    void pausesLongerAndLongerBetweenSuchTurns() {
        Queue<KernelState> steps = new ConcurrentLinkedQueue<>();
        KernelHandle handle = runtime.launch(
                        "probe", Probe.with(burdened).as("a").capacity(4))
                .addListener((kernel, before, after) -> steps.add(after))
                .activate();
        fill("a");
        long startNs = System.nanoTime();

        runtime.send("a", new Ping(-4));
        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));

        assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo((1 + 2 + 4 + 8) * 1_000_000L);
        assertThat(handle.failures()).isEqualTo(4);
        assertThat(handle.counters().failed()).isZero();
        Eventually.holds("all steps are told", () -> steps.size() >= 3);
        assertThat(steps).containsExactly(KernelState.ACTIVE, KernelState.STARTING, KernelState.ACTIVE);
    }

    @Test
    void doesWithTheKernelWhatItsPolicySays() {
        KernelHandle handle = runtime.launch(
                        "probe", Probe.with(burdened).as("a").capacity(4).onFailure(FailurePolicy.stop()))
                .activate();
        fill("a");

        runtime.send("a", new Ping(-1));

        handle.await(KernelState.FAILED, LONG);
        assertThat(handle.failure()).containsInstanceOf(IndexOutOfBoundsException.class);
    }
}
