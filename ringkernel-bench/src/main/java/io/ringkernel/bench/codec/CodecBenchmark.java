// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to encode and to decode one message, all fields, beside SBE and beside MessagePack packed by hand. One
 * thread; the samples stay in its cache.
 *
 * <p>Before anything is measured, each side reads back what it wrote, and both the records and the sums of the fields
 * are compared. SBE checks bounds here as the flyweights always do; {@code -jvmArgsAppend
 * -Dagrona.disable.bounds.checks=true} shows it without. {@link CodecRatios} takes the sides in turn and prints the
 * ratios.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 40, time = 25, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {
            "-Xms256m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED" // Agrona's
        })
public class CodecBenchmark {
    /** Type of the messages. */
    @Param
    public Messages messages;

    /** Who encodes and decodes. */
    @Param
    public Codec codec;

    /** The messages there are. */
    public enum Messages {
        /** Eleven fixed fields of market data. */
        TRADE,
        /** Three fixed fields of market data, and four times eight in a list. */
        REFRESH,
        /** The car of SBE's own benchmark. */
        CAR;

        Side side(Codec codec) {
            return switch (this) {
                case TRADE ->
                    switch (codec) {
                        case FLYWEIGHT -> new RingTrades();
                        case RECORD -> new RecordSide<>(TradeCodec.INSTANCE, TradeSample.records(), TradeSample::sum);
                        case SBE -> new SbeTrades();
                        case MSGPACK -> new PackedTrades();
                    };
                case REFRESH ->
                    switch (codec) {
                        case FLYWEIGHT -> new RingRefreshes();
                        case RECORD ->
                            new RecordSide<>(RefreshCodec.INSTANCE, RefreshSample.records(), RefreshSample::sum);
                        case SBE -> new SbeRefreshes();
                        case MSGPACK -> new PackedRefreshes();
                    };
                case CAR ->
                    switch (codec) {
                        case FLYWEIGHT -> new RingCars();
                        case RECORD -> new RecordSide<>(CarCodec.INSTANCE, CarSample.records(), CarSample::sum);
                        case SBE -> new SbeCars();
                        case MSGPACK -> new PackedCars();
                    };
            };
        }
    }

    /** Who is compared. */
    public enum Codec {
        /** Readers and writers in place. */
        FLYWEIGHT,
        /** The same codecs with records. */
        RECORD,
        /** The code that SBE generates. */
        SBE,
        /** Packed by hand. */
        MSGPACK
    }

    private Side side;
    private int length;
    private long sum;

    /** Creates the state; JMH does. */
    public CodecBenchmark() {}

    /** Compares what the sides read with what they were given. */
    @Setup
    public void compare() {
        Side records = messages.side(Codec.RECORD);
        records.encodeAll();
        side = messages.side(codec);
        length = side.encodeAll();
        sum = records.decodeAll();
        for (int i = 0; i < Side.SAMPLES; i++) {
            if (!side.decode(i).equals(records.decode(i))) {
                throw new AssertionError("the codecs disagree: sample=" + i + ", " + codec + "=" + side.decode(i)
                        + ", RECORD=" + records.decode(i));
            }
        }
    }

    /** Writes every field of each message. */
    @Benchmark
    @OperationsPerInvocation(Side.SAMPLES)
    public void encode() {
        check(side.encodeAll(), length);
    }

    /** Reads every field of each message. */
    @Benchmark
    @OperationsPerInvocation(Side.SAMPLES)
    public void decode() {
        check(side.decodeAll(), sum);
    }

    private static void check(long actual, long expected) {
        if (actual != expected) {
            throw new AssertionError("fields were lost or changed: expected=" + expected + ", actual=" + actual);
        }
    }
}
