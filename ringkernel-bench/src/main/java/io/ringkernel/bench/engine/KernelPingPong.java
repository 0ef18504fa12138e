// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.Claim;
import io.ringkernel.Delivery;
import io.ringkernel.KernelContext;
import io.ringkernel.KernelRef;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.Producers;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.bench.shape.Done;
import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.PingPong;
import org.jspecify.annotations.Nullable;

/** Two kernels with threads of their own that spin, and write and read in place. Each lane has one producer. */
public final class KernelPingPong implements PingPong {
    private final KernelRuntime runtime = KernelRuntime.create();
    private final Done done = new Done();
    private final KernelRef<Start> pinger;

    /** Starts the kernels. */
    public KernelPingPong() {
        runtime.launch("ponger").activate();
        runtime.launch("pinger", LaunchOptions.instance(new Pinger(done))).activate();
        pinger = runtime.ref("pinger", Start.class);
    }

    @Override
    public long run(long first, int rounds, int burst) {
        done.expect(1);
        pinger.send(new Start(first, rounds, burst));
        return done.await();
    }

    @Override
    public void close() {
        runtime.close();
    }

    private static void send(KernelRef<FullOrder> ref, Claim claim, FullOrderCodec.Writer writer, long n) {
        if (ref.claim(claim) != Delivery.ACCEPTED) {
            throw new IllegalStateException("a lane with room for every burst is full: kernel=" + ref.kernelId());
        }
        claim.publish(FullOrder.write(writer.wrap(claim.buffer(), claim.offset()), n));
    }

    /** Sends bursts. */
    @RingKernel(id = "pinger", execution = Execution.DEDICATED, idle = Idle.BUSY_SPIN, producers = Producers.SINGLE)
    static final class Pinger {
        private final Done done;
        private final Claim claim = new Claim();
        private final FullOrderCodec.Writer writer = new FullOrderCodec.Writer();
        private @Nullable KernelRef<FullOrder> ponger;
        private long next;
        private int roundsLeft;
        private int burst;
        private int outstanding;
        private long sum;

        Pinger(Done done) {
            this.done = done;
        }

        @Handles
        void start(Start start, KernelContext context) {
            next = start.first();
            roundsLeft = start.rounds();
            burst = start.burst();
            sum = 0;
            ping(context);
        }

        @Handles
        void pong(FullOrderCodec.Reader answer, KernelContext context) {
            sum += FullOrder.sum(answer);
            if (--outstanding == 0) {
                ping(context);
            }
        }

        private void ping(KernelContext context) {
            if (roundsLeft-- == 0) {
                done.add(sum);
                return;
            }
            KernelRef<FullOrder> receiver = ponger;
            if (receiver == null) {
                receiver = context.ref("ponger", FullOrder.class);
                ponger = receiver;
            }
            outstanding = burst;
            for (int i = 0; i < burst; i++) {
                send(receiver, claim, writer, next++);
            }
        }
    }

    /** Answers. */
    @RingKernel(id = "ponger", execution = Execution.DEDICATED, idle = Idle.BUSY_SPIN, producers = Producers.SINGLE)
    static final class Ponger {
        private final Claim claim = new Claim();
        private final FullOrderCodec.Writer writer = new FullOrderCodec.Writer();
        private @Nullable KernelRef<FullOrder> pinger;

        @Handles
        void ping(FullOrderCodec.Reader order, KernelContext context) {
            KernelRef<FullOrder> receiver = pinger;
            if (receiver == null) {
                receiver = context.ref("pinger", FullOrder.class);
                pinger = receiver;
            }
            send(receiver, claim, writer, Fields.numberOf(FullOrder.sum(order)));
        }
    }
}
