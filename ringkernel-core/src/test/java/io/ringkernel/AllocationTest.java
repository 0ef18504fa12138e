// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ringkernel.Messages.Pong;
import io.ringkernel.Messages.Tick;
import io.ringkernel.annotation.Idle;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.testkit.Eventually;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

/** Sending through a claim and handling in place allocate nothing, on either side. */
class AllocationTest extends RuntimeTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MESSAGES = 1_000_000;

    /** What a histogram that grows, or the compiler at work, may cost in a run of a million messages. */
    private static final long MOST_BYTES = 10_000;

    private static final int MOST_RUNS = 5;
    private static final int CALLS = 5_000;
    private static final int BATCH = 64;

    @Override
    RuntimeOptions options() {
        return RuntimeOptions.DEFAULT.withWorkers(1);
    }

    static Stream<Arguments> kernels() {
        return Stream.of(
                Arguments.of("adder", null),
                Arguments.of("adder", Idle.PARKING),
                Arguments.of("adder", Idle.BACKOFF),
                Arguments.of("adder", Idle.YIELDING),
                Arguments.of("adder1", null),
                Arguments.of("adder1", Idle.BACKOFF));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("kernels")
    void allocatesNothing(String id, Idle dedicated) {
        Definitions.Sum sum = new Definitions.Sum();
        KernelRef<Tick> ref = adder(id, dedicated, sum);
        Claim claim = new Claim();

        allocatesNothing(sum, () -> send(ref, claim));
    }

    private KernelRef<Tick> adder(String id, @Nullable Idle dedicated, Definitions.Sum sum) {
        LaunchOptions options = LaunchOptions.instance(sum);
        return runtime.launch(id, dedicated == null ? options : options.dedicated(dedicated))
                .activate()
                .ref(Tick.class);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("kernels")
    void allocatesNothingForBatches(String id, Idle dedicated) {
        Definitions.Sum sum = new Definitions.Sum();
        KernelRef<Tick> ref = adder(id, dedicated, sum);
        Batch batch = new Batch();

        allocatesNothing(sum, () -> sendBatches(ref, batch));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("kernels")
    void allocatesNothingForLists(String id, Idle dedicated) {
        Definitions.Sum sum = new Definitions.Sum();
        KernelRef<Tick> ref = adder(id, dedicated, sum);
        List<Tick> ticks = LongStream.range(0, BATCH).mapToObj(Tick::new).toList();
        List<List<Tick>> tails =
                IntStream.range(0, BATCH).mapToObj(i -> ticks.subList(i, BATCH)).toList();

        allocatesNothing(sum, () -> offerLists(ref, tails));
    }

    private static void allocatesNothing(Definitions.Sum sum, Runnable sendsAll) {
        handle(sum, sendsAll);
        long[] allocated = {Long.MAX_VALUE, Long.MAX_VALUE};
        for (int run = 0; run < MOST_RUNS && Math.max(allocated[0], allocated[1]) > MOST_BYTES; run++) {
            Thread kernel = sum.thread;
            long sentBefore =
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            long handledBefore = THREADS.getThreadAllocatedBytes(kernel.getId());
            handle(sum, sendsAll);
            allocated[0] =
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - sentBefore;
            allocated[1] = THREADS.getThreadAllocatedBytes(kernel.getId()) - handledBefore;
            assertThat(sum.thread).isSameAs(kernel);
        }

        assertThat(allocated[0]).as("bytes of the sender").isBetween(0L, MOST_BYTES);
        assertThat(allocated[1]).as("bytes of the kernel").isBetween(0L, MOST_BYTES);
    }

    private static void handle(Definitions.Sum sum, Runnable sendsAll) {
        long before = sum.count;
        sendsAll.run();
        Eventually.holds("all are handled", () -> sum.count == before + MESSAGES);
    }

    // ---- answers that are written in place

    /** Answers each pong with the same number, written in place. */
    private static final class Scribe implements KernelDispatcher {
        private final Claim claim = new Claim();
        volatile Thread thread = Thread.currentThread();

        @Override
        public void dispatch(
                int typeId, int version, MessageBuffer buffer, int offset, int length, KernelContext context) {
            if (thread != Thread.currentThread()) {
                thread = Thread.currentThread();
            }
            context.claimReply(Messages_PongCodec.INSTANCE, claim);
            claim.buffer().putLong(claim.offset(), buffer.getLong(offset));
            claim.publish(Long.BYTES);
        }
    }

    /** Sends each number that it is answered with to the scribe again, one less, until it is 0. */
    private static final class Asker implements KernelDispatcher {
        private final Claim claim = new Claim();
        private KernelRef<Pong> scribe;
        volatile long ended;

        @Override
        public void dispatch(
                int typeId, int version, MessageBuffer buffer, int offset, int length, KernelContext context) {
            long number = buffer.getLong(offset);
            if (scribe == null) {
                scribe = context.ref("scribe", Pong.class);
            }
            if (number == 0) {
                ended++;
            } else if (scribe.claim(claim).isAccepted()) {
                claim.buffer().putLong(claim.offset(), number - 1);
                claim.publish(Long.BYTES);
            } else {
                throw new AssertionError("no room for " + number);
            }
        }
    }

    private Scribe scribe(Idle dedicated) {
        Scribe scribe = new Scribe();
        LaunchOptions options = LaunchOptions.instance(scribe).as("scribe");
        runtime.launch("dispatcher", dedicated == null ? options : options.dedicated(dedicated))
                .activate();
        return scribe;
    }

    @ParameterizedTest
    @NullSource
    @EnumSource(value = Idle.class, names = "PARKING")
    void allocatesNothingForAnswersThatAreReadInPlace(Idle dedicated) {
        Scribe scribe = scribe(dedicated);
        KernelRef<Pong> ref = runtime.ref("scribe", Pong.class);
        Claim claim = new Claim();
        Call<Pong> call = new Call<>(Pong.class);
        Runnable calls = () -> {
            for (int i = 0; i < CALLS; i++) {
                if (!ref.claimRequest(claim, call).isAccepted()) {
                    throw new AssertionError("no room for " + i);
                }
                claim.buffer().putLong(claim.offset(), i);
                claim.publish(Long.BYTES);
                call.await(LONG);
                if (call.buffer().getLong(call.offset()) != i) {
                    throw new AssertionError("answer to another");
                }
            }
        };

        assertThat(leastAllocated(calls, Thread.currentThread(), scribe)).isBetween(0L, MOST_BYTES);
    }

    @ParameterizedTest
    @NullSource
    @EnumSource(value = Idle.class, names = "PARKING")
    void allocatesNothingForAnswersToAKernel(Idle dedicated) {
        Scribe scribe = scribe(dedicated);
        Asker asker = new Asker();
        runtime.launch("dispatcher", LaunchOptions.instance(asker).as("asker")).activate();
        Runnable rounds = () -> {
            long before = asker.ended;
            runtime.send("asker", new Pong(4L * CALLS));
            Eventually.holds("all are answered", () -> asker.ended == before + 1);
        };

        assertThat(leastAllocated(rounds, null, scribe)).isBetween(0L, MOST_BYTES);
    }

    /* What several threads allocate, in the best of some runs after one to warm up. */
    private static long leastAllocated(Runnable body, Thread caller, Scribe scribe) {
        body.run();
        long least = Long.MAX_VALUE;
        for (int run = 0; run < MOST_RUNS && least > MOST_BYTES; run++) {
            Thread kernel = scribe.thread;
            long before = allocatedBy(kernel) + allocatedBy(caller);
            body.run();
            least = allocatedBy(kernel) + allocatedBy(caller) - before;
            assertThat(scribe.thread).isSameAs(kernel);
        }
        return least;
    }

    private static long allocatedBy(Thread thread) {
        return thread == null ? 0 : THREADS.getThreadAllocatedBytes(thread.getId());
    }

    private static void send(KernelRef<Tick> ref, Claim claim) {
        for (int i = 0; i < MESSAGES; i++) {
            while (!ref.claim(claim).isAccepted()) {
                Thread.onSpinWait();
            }
            claim.buffer().putLong(claim.offset(), i);
            claim.publish(Long.BYTES);
        }
    }

    private static void sendBatches(KernelRef<Tick> ref, Batch batch) {
        for (int i = 0; i < MESSAGES; ) {
            while (!ref.claim(batch, BATCH).isAccepted()) {
                Thread.onSpinWait();
            }
            while (batch.left() > 0) {
                batch.buffer().putLong(batch.offset(), i++);
                batch.add(Long.BYTES);
            }
            batch.publish();
        }
    }

    private static void offerLists(KernelRef<Tick> ref, List<List<Tick>> tails) {
        for (int i = 0; i < MESSAGES; i += BATCH) {
            for (int sent = 0; sent < BATCH; ) {
                int accepted = ref.offerAll(tails.get(sent));
                sent += accepted;
                if (accepted == 0) {
                    Thread.onSpinWait();
                }
            }
        }
    }
}
