// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.OnFailure;
import io.ringkernel.annotation.Producers;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.Codecs;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.supervision.Terminated;
import java.util.List;

/** The kernels of the tests, as the processor would define them. */
public final class Definitions {
    private static final KernelSettings SETTINGS = settingsWith(Backpressure.BLOCK, Producers.MULTI);
    private static final List<MessageCodec<?>> PING_AND_PONG =
            List.of(Messages_PingCodec.INSTANCE, Messages_PongCodec.INSTANCE);

    private Definitions() {}

    private static KernelSettings settingsWith(Backpressure backpressure, Producers producers) {
        return new KernelSettings(
                1024, RingKernel.FITTING, backpressure, Execution.POOLED, Idle.PARKING, producers, OnFailure.RESUME);
    }

    private abstract static class ProbeDefinition implements KernelDefinition {
        private final String id;
        private final KernelSettings settings;
        private final List<MessageCodec<?>> accepts;

        ProbeDefinition(String id, KernelSettings settings, List<MessageCodec<?>> accepts) {
            this.id = id;
            this.settings = settings;
            this.accepts = accepts;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Class<?> kernelType() {
            return Probe.class;
        }

        @Override
        public KernelSettings settings() {
            return settings;
        }

        @Override
        public List<MessageCodec<?>> accepts() {
            return accepts;
        }

        @Override
        public List<MessageCodec<?>> replies() {
            return List.of(Messages_PongCodec.INSTANCE);
        }

        @Override
        public KernelDispatcher newDispatcher() {
            throw new IllegalStateException("kernel needs an instance: kernel=" + id);
        }

        @Override
        public KernelDispatcher newDispatcher(Object kernel) {
            Probe probe = (Probe) kernel;
            KernelDispatcher plain = (typeId, version, buffer, offset, length, context) -> {
                MessageCodec<?> codec = accepts.stream()
                        .filter(c -> c.typeId() == typeId)
                        .findAny()
                        .orElseThrow();
                Object reply = probe.handler.onMessage(
                        codec.decode(buffer, offset, length, version, context.header()), context);
                if (reply != null) {
                    context.reply(reply);
                }
            };
            return probe.start == null ? plain : new Hooked(plain, probe.start, probe.stop);
        }
    }

    /** A dispatcher that calls hooks. */
    private record Hooked(KernelDispatcher handlers, Probe.Hook start, Probe.Hook stop) implements HookedDispatcher {
        @Override
        public void dispatch(
                int typeId, int version, MessageBuffer buffer, int offset, int length, KernelContext context)
                throws Exception {
            handlers.dispatch(typeId, version, buffer, offset, length, context);
        }

        @Override
        public void start(KernelContext context) throws Exception {
            start.call(context);
        }

        @Override
        public void stop(KernelContext context) throws Exception {
            stop.call(context);
        }
    }

    /** The kernel {@code probe}: takes pings and pongs, and blocks its senders. */
    public static final class Blocking extends ProbeDefinition {
        /** For the service loader. */
        public Blocking() {
            super("probe", SETTINGS, PING_AND_PONG);
        }
    }

    /** The kernel {@code rejecting}: refuses what has no room. */
    public static final class Rejecting extends ProbeDefinition {
        /** For the service loader. */
        public Rejecting() {
            super("rejecting", settingsWith(Backpressure.REJECT, Producers.MULTI), PING_AND_PONG);
        }
    }

    /** The kernel {@code single}: takes messages of one thread. */
    public static final class Single extends ProbeDefinition {
        /** For the service loader. */
        public Single() {
            super("single", settingsWith(Backpressure.BLOCK, Producers.SINGLE), PING_AND_PONG);
        }
    }

    /** The kernel {@code small}: takes ticks alone, so that its slots are the smallest there are. */
    public static final class Small extends ProbeDefinition {
        /** For the service loader. */
        public Small() {
            super("small", SETTINGS, List.of(Messages_TickCodec.INSTANCE));
        }
    }

    /** The kernel {@code bulky}: takes messages as long as messages can be. */
    public static final class Bulky extends ProbeDefinition {
        /** For the service loader. */
        public Bulky() {
            super("bulky", SETTINGS, List.of(Messages_BulkCodec.INSTANCE));
        }
    }

    /** The kernel {@code fuses}: takes messages that cannot always be written. */
    public static final class Fuses extends ProbeDefinition {
        /** For the service loader. */
        public Fuses() {
            super("fuses", SETTINGS, List.of(Messages_FuseCodec.INSTANCE));
        }
    }

    /** The kernel {@code letters}: takes messages that declare their header. */
    public static final class Letters extends ProbeDefinition {
        /** For the service loader. */
        public Letters() {
            super("letters", SETTINGS, List.of(Messages_LetterCodec.INSTANCE));
        }
    }

    /** The kernel {@code warden}: is told what the runtime has to say. */
    public static final class Warden extends ProbeDefinition {
        /** For the service loader. */
        public Warden() {
            super("warden", SETTINGS, List.of(DeadLetterNoticeCodec.INSTANCE, LaneMarkCodec.INSTANCE));
        }
    }

    /** The kernel {@code impostor}: its message shares the type id of another. */
    public static final class Impostor extends ProbeDefinition {
        /** For the service loader. */
        public Impostor() {
            super("impostor", SETTINGS, List.of(Messages_ImpostorCodec.INSTANCE));
        }
    }

    /** One of two kernels {@code twin}. */
    public static final class Twin extends ProbeDefinition {
        /** For the service loader. */
        public Twin() {
            super("twin", SETTINGS, PING_AND_PONG);
        }
    }

    /** The other of two kernels {@code twin}. */
    public static final class OtherTwin extends ProbeDefinition {
        /** For the service loader. */
        public OtherTwin() {
            super("twin", SETTINGS, PING_AND_PONG);
        }
    }

    /** A kernel that adds ticks up where they lie, as a handler with a reader does. Needs no instance. */
    private abstract static class AdderDefinition extends ProbeDefinition {
        AdderDefinition(String id, Producers producers) {
            super(id, settingsWith(Backpressure.BLOCK, producers), List.of(Messages_TickCodec.INSTANCE));
        }

        @Override
        public Class<?> kernelType() {
            return Sum.class;
        }

        @Override
        public KernelDispatcher newDispatcher() {
            return newDispatcher(new Sum());
        }

        @Override
        public KernelDispatcher newDispatcher(Object kernel) {
            return (Sum) kernel;
        }
    }

    /** The kernel {@code adder}, for any number of producers. */
    public static final class Adder extends AdderDefinition {
        /** For the service loader. */
        public Adder() {
            super("adder", Producers.MULTI);
        }
    }

    /** The kernel {@code adder1}, for one producer. */
    public static final class SingleAdder extends AdderDefinition {
        /** For the service loader. */
        public SingleAdder() {
            super("adder1", Producers.SINGLE);
        }
    }

    /** The kernel {@code echo}: answers a pong with the same one, without a new object. */
    public static final class Echo extends ProbeDefinition {
        /** For the service loader. */
        public Echo() {
            super("echo", SETTINGS, PING_AND_PONG);
        }

        @Override
        public Class<?> kernelType() {
            return Echo.class;
        }

        @Override
        public KernelDispatcher newDispatcher() {
            Messages.Pong pong = new Messages.Pong(7);
            return (typeId, version, buffer, offset, length, context) ->
                    context.reply(Messages_PongCodec.INSTANCE, pong);
        }
    }

    /** The kernel {@code dispatcher}: an instance that sees the bytes of pings and pongs, as generated code does. */
    public static final class Dispatching extends ProbeDefinition {
        /** For the service loader. */
        public Dispatching() {
            super("dispatcher", SETTINGS, PING_AND_PONG);
        }

        @Override
        public Class<?> kernelType() {
            return KernelDispatcher.class;
        }

        @Override
        public KernelDispatcher newDispatcher(Object kernel) {
            return (KernelDispatcher) kernel;
        }
    }

    /** The kernel {@code watcher}: a probe that hears of the ends of others. */
    public static final class Watching extends ProbeDefinition {
        /** For the service loader. */
        public Watching() {
            super(
                    "watcher",
                    SETTINGS,
                    List.of(Messages_PingCodec.INSTANCE, Messages_PongCodec.INSTANCE, Codecs.of(Terminated.class)));
        }
    }

    /** The kernel {@code tally}: adds up pings, and answers with the sum. */
    public static final class Tallying extends ProbeDefinition {
        /** For the service loader. */
        public Tallying() {
            super("tally", SETTINGS, PING_AND_PONG);
        }

        @Override
        public Class<?> kernelType() {
            return Tally.class;
        }

        @Override
        public KernelDispatcher newDispatcher() {
            return new Tally(0);
        }

        @Override
        public KernelDispatcher newDispatcher(Object kernel) {
            return (Tally) kernel;
        }
    }

    /** A kernel with state, and a constructor that takes arguments. A negative ping makes it throw. */
    static final class Tally implements KernelDispatcher {
        private long sum;

        Tally(long sum) {
            this.sum = sum;
        }

        @Override
        public void dispatch(
                int typeId, int version, MessageBuffer buffer, int offset, int length, KernelContext context) {
            long number = Messages_PingCodec.INSTANCE
                    .decode(buffer, offset, length, version)
                    .number();
            if (number < 0) {
                throw new IllegalArgumentException("negative: " + number);
            }
            sum += number;
            context.reply(Messages_PongCodec.INSTANCE, new Messages.Pong(sum));
        }
    }

    /** The kernel {@code loop}: receives pings and pongs by itself, as a test says. */
    public static final class Looping extends ProbeDefinition {
        /** For the service loader. */
        public Looping() {
            super(
                    "loop",
                    new KernelSettings(
                            1024,
                            RingKernel.FITTING,
                            Backpressure.BLOCK,
                            Execution.DEDICATED,
                            Idle.PARKING,
                            Producers.MULTI,
                            OnFailure.RESUME),
                    PING_AND_PONG);
        }

        @Override
        public Class<?> kernelType() {
            return LoopTest.Body.class;
        }

        @Override
        public KernelDispatcher newDispatcher(Object kernel) {
            return (LoopTest.Body) kernel;
        }
    }

    /** What the ticks add up to, and who adds. */
    static final class Sum implements KernelDispatcher {
        volatile Thread thread = Thread.currentThread();
        volatile long value;
        volatile long count;

        @Override
        public void dispatch(
                int typeId, int version, MessageBuffer buffer, int offset, int length, KernelContext context) {
            if (thread != Thread.currentThread()) {
                thread = Thread.currentThread();
            }
            value += buffer.getLong(offset);
            count++;
        }
    }
}
