// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import com.lmax.disruptor.dsl.ProducerType;
import io.ringkernel.Claim;
import io.ringkernel.Delivery;
import io.ringkernel.KernelRef;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.bench.baseline.RawDisruptor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to send a typed message and handle it: one producer, one kernel, both spinning, seven fields, every
 * field summed by the consumer; beside it the raw Disruptor with the same fields, ring capacity and way of waiting.
 *
 * <p>One operation is one message. The rings are kept full, so the slower side sets the pace, and the sums of both sides
 * are compared after each iteration.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 5,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC"})
public class SendBenchmark {
    private static final int CAPACITY = 4096;

    /** Whether many threads may send, or one. */
    @Param({"SINGLE", "MULTI"})
    public ProducerType producers;

    private final Checksum checksum = new Checksum();
    private final Claim claim = new Claim();
    private final OrderCodec.Writer order = new OrderCodec.Writer();
    private final FullOrderCodec.Writer fullOrder = new FullOrderCodec.Writer();
    private KernelRuntime runtime;
    private KernelRef<Order> orders;
    private KernelRef<FullOrder> fullOrders;
    private RawDisruptor raw;
    private long sent;
    private long sum;

    /** Creates the state; JMH does. */
    public SendBenchmark() {}

    /**
     * Starts the side that is measured, and no other.
     *
     * @param params of the benchmark
     */
    @Setup
    public void start(org.openjdk.jmh.infra.BenchmarkParams params) {
        if (params.getBenchmark().endsWith("rawDisruptor")) {
            raw = new RawDisruptor(producers, CAPACITY, checksum);
            return;
        }
        runtime = KernelRuntime.create();
        boolean single = producers == ProducerType.SINGLE;
        String id = single ? "desk-single" : "desk-multi";
        Object desk = single ? new Desk.Single(checksum) : new Desk.Multi(checksum);
        runtime.launch(id, LaunchOptions.instance(desk)).activate();
        orders = runtime.ref(id, Order.class);
        fullOrders = runtime.ref(id, FullOrder.class);
    }

    /** Compares what was sent with what was received. */
    @TearDown(Level.Iteration)
    public void check() {
        checksum.check(sent, sum);
    }

    /** Ends the consumer. */
    @TearDown
    public void stop() {
        if (raw != null) {
            raw.close();
        } else {
            runtime.close();
        }
    }

    /** The peer. */
    @Benchmark
    public void rawDisruptor() {
        long n = sent++;
        sum += 6 * n + 15 + (n & 1);
        raw.send(n);
    }

    /** A record of three fields is offered; the two ids are those that the runtime writes into the header. */
    @Benchmark
    public void record() {
        long n = sent++;
        sum += 2 * n + 9 + (n & 1);
        Order message = new Order((int) n & 1, n + 4, n + 5);
        while (orders.offer(message) != Delivery.ACCEPTED) {
            LockSupport.parkNanos(1); // as the Disruptor's next() does
        }
    }

    /** Three fields are written in place; the two ids are those that the runtime writes into the header. */
    @Benchmark
    public void flyweight() {
        long n = sent++;
        sum += 2 * n + 9 + (n & 1);
        while (orders.claim(claim) != Delivery.ACCEPTED) {
            LockSupport.parkNanos(1); // as the Disruptor's next() does
        }
        order.wrap(claim.buffer(), claim.offset())
                .side((int) n & 1)
                .quantity(n + 4)
                .price(n + 5);
        claim.publish(order.encodedLength());
    }

    /** All seven fields of the peer are written in place and read, beside the two ids of the header. */
    @Benchmark
    public void flyweightFull() {
        long n = sent++;
        sum += 6 * n + 15 + (n & 1);
        while (fullOrders.claim(claim) != Delivery.ACCEPTED) {
            LockSupport.parkNanos(1); // as the Disruptor's next() does
        }
        fullOrder
                .wrap(claim.buffer(), claim.offset())
                .idHi(n)
                .idLo(n + 1)
                .correlationHi(n + 2)
                .correlationLo(n + 3)
                .side((int) n & 1)
                .quantity(n + 4)
                .price(n + 5);
        claim.publish(fullOrder.encodedLength());
    }
}
