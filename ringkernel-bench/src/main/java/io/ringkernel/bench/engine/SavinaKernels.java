// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.KernelContext;
import io.ringkernel.KernelRef;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.RuntimeOptions;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.bench.shape.Done;
import io.ringkernel.bench.shape.Savina;
import io.ringkernel.bench.shape.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The workloads of Savina as pooled kernels, written as a user would write them. */
public final class SavinaKernels implements Workload {
    private static final int CHUNK = 256;

    private final KernelRuntime runtime;
    private final Done done = new Done();
    private final Savina workload;
    private final List<KernelRef<Step>> refs = new ArrayList<>();
    private long runs;

    /**
     * Launches the kernels that live longer than a run.
     *
     * @param workload to run
     */
    public SavinaKernels(Savina workload) {
        this(workload, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Launches them.
     *
     * @param workload to run
     * @param threads  of the pool
     */
    public SavinaKernels(Savina workload, int threads) {
        this.runtime = KernelRuntime.create(RuntimeOptions.DEFAULT.withWorkers(threads));
        this.workload = workload;
        switch (workload) {
            case PING_PONG -> {
                launch("savina-pong", new Pong(), "pong");
                refs.add(launch("savina-ping", new Ping(done), "ping"));
            }
            case COUNTING -> {
                launch("savina-counter", new Counter(done), "counter");
                refs.add(launch("savina-source", new Source(), "source"));
            }
            case FORK_JOIN_THROUGHPUT -> {
                for (int i = 0; i < Savina.FORKS; i++) {
                    refs.add(launch("savina-fork", new Fork(Savina.FORK_MESSAGES, done), "fork-" + i));
                }
            }
            case THREAD_RING -> {
                for (int i = 0; i < Savina.RING; i++) {
                    Hopper hopper = new Hopper("hopper-" + (i + 1) % Savina.RING, done);
                    refs.add(launch("savina-hopper", hopper, "hopper-" + i));
                }
            }
            case BIG -> {
                for (int i = 0; i < Savina.BIG_ACTORS; i++) {
                    refs.add(launch("savina-big", new Big(i, done), "big-" + i));
                }
            }
            case PHILOSOPHERS -> {
                launch("savina-arbiter", new Arbiter());
                for (int i = 0; i < Savina.PHILOSOPHER_COUNT; i++) {
                    refs.add(launch("savina-philosopher", new Philosopher(i, done), "philosopher-" + i));
                }
            }
            case FORK_JOIN_CREATE, FIB -> {
                // Their kernels live no longer than a run.
            }
            default -> throw notHere(workload);
        }
    }

    private static IllegalArgumentException notHere(Savina workload) {
        return new IllegalArgumentException("workload has a class of its own: workload=" + workload);
    }

    private void launch(String id, Object kernel) {
        runtime.launch(id, LaunchOptions.instance(kernel)).activate();
    }

    private KernelRef<Step> launch(String definition, Object kernel, String id) {
        runtime.launch(definition, LaunchOptions.instance(kernel).as(id)).activate();
        return runtime.ref(id, Step.class);
    }

    @Override
    public long run() {
        runs++;
        switch (workload) {
            case PING_PONG -> start(Savina.ROUND_TRIPS);
            case COUNTING -> start(Savina.COUNTS);
            case FORK_JOIN_THROUGHPUT -> {
                done.expect(Savina.FORKS);
                for (int n = 0; n < Savina.FORK_MESSAGES; n++) {
                    Step step = new Step(n);
                    for (KernelRef<Step> fork : refs) {
                        fork.send(step);
                    }
                }
            }
            case FORK_JOIN_CREATE -> {
                done.expect(Savina.CREATED);
                for (int i = 0; i < Savina.CREATED; i++) {
                    launch("savina-fork", new Fork(1, done), "fork-" + i).send(new Step(0));
                }
                long result = done.await();
                for (int i = 0; i < Savina.CREATED; i++) {
                    runtime.handle("fork-" + i).ifPresent(handle -> handle.terminate(Duration.ZERO));
                }
                return result;
            }
            case THREAD_RING -> start(Savina.HOPS);
            case BIG -> all(Savina.BIG_PINGS);
            case FIB -> {
                done.expect(1);
                new Offspring(runtime, runs).call(Savina.FIB_OF, "", done);
            }
            case PHILOSOPHERS -> all(Savina.MEALS);
            default -> throw notHere(workload);
        }
        return done.await();
    }

    private void start(long n) {
        done.expect(1);
        refs.get(0).send(new Step(n));
    }

    private void all(long n) {
        done.expect(refs.size());
        refs.forEach(ref -> ref.send(new Step(n)));
    }

    @Override
    public void close() {
        runtime.close();
    }

    /** Starts the ball, and counts how often it comes back. */
    @RingKernel(id = "savina-ping")
    static final class Ping {
        private final Done done;
        private @Nullable KernelRef<Step> pong;
        private long left;
        private long count;

        Ping(Done done) {
            this.done = done;
        }

        @Handles
        void start(Step start, KernelContext context) {
            left = start.n();
            count = 0;
            ping(context);
        }

        @Handles
        void back(Reply reply, KernelContext context) {
            count += reply.n();
            ping(context);
        }

        private void ping(KernelContext context) {
            if (left-- == 0) {
                done.add(count);
                return;
            }
            KernelRef<Step> receiver = pong;
            if (receiver == null) {
                receiver = context.ref("pong", Step.class);
                pong = receiver;
            }
            receiver.send(new Step(1));
        }
    }

    /** Sends the ball back. */
    @RingKernel(id = "savina-pong")
    static final class Pong {
        private @Nullable KernelRef<Reply> ping;

        @Handles
        void ball(Step ball, KernelContext context) {
            KernelRef<Reply> sender = ping;
            if (sender == null) {
                sender = context.ref("ping", Reply.class);
                ping = sender;
            }
            sender.send(new Reply(ball.n()));
        }
    }

    /** Sends in pieces, so that it is held back between them where the counter is slower. */
    @RingKernel(id = "savina-source")
    static final class Source {
        private @Nullable KernelRef<Step> counter;
        private @Nullable KernelRef<Step> self;

        @Handles
        void emit(Step left, KernelContext context) {
            KernelRef<Step> receiver = counter;
            KernelRef<Step> me = self;
            if (receiver == null || me == null) {
                receiver = context.ref("counter", Step.class);
                me = context.ref("source", Step.class);
                counter = receiver;
                self = me;
            }
            long piece = Math.min(CHUNK, left.n());
            for (long i = 0; i < piece; i++) {
                receiver.send(new Step(1));
            }
            if (left.n() > piece) {
                me.send(new Step(left.n() - piece));
            }
        }
    }

    /** Counts. */
    @RingKernel(id = "savina-counter")
    static final class Counter {
        private final Done done;
        private long count;

        Counter(Done done) {
            this.done = done;
        }

        @Handles
        void count(Step step) {
            count += step.n();
            if (count == Savina.COUNTS) {
                done.add(count);
                count = 0;
            }
        }
    }

    /** Counts its messages. */
    @RingKernel(id = "savina-fork")
    static final class Fork {
        private final int messages;
        private final Done done;
        private int count;

        Fork(int messages, Done done) {
            this.messages = messages;
            this.done = done;
        }

        @Handles
        void take(Step step) {
            if (++count == messages) {
                done.add(count);
                count = 0;
            }
        }
    }

    /** Hands on. */
    @RingKernel(id = "savina-hopper")
    static final class Hopper {
        private final String nextId;
        private final Done done;
        private @Nullable KernelRef<Step> next;

        Hopper(String nextId, Done done) {
            this.nextId = nextId;
            this.done = done;
        }

        @Handles
        void hop(Step left, KernelContext context) {
            if (left.n() == 0) {
                done.add(Savina.HOPS);
                return;
            }
            KernelRef<Step> receiver = next;
            if (receiver == null) {
                receiver = context.ref(nextId, Step.class);
                next = receiver;
            }
            receiver.send(new Step(left.n() - 1));
        }
    }

    /** Asks the others in turn, and answers them. */
    @RingKernel(id = "savina-big")
    static final class Big {
        private final int number;
        private final Done done;
        private final List<KernelRef<Hungry>> questions = new ArrayList<>();
        private final List<KernelRef<Reply>> answers = new ArrayList<>();
        private long left;
        private long count;
        private int next;

        Big(int number, Done done) {
            this.number = number;
            this.done = done;
            this.next = number;
        }

        @Handles
        void start(Step start, KernelContext context) {
            if (questions.isEmpty()) {
                for (int i = 0; i < Savina.BIG_ACTORS; i++) {
                    questions.add(context.ref("big-" + i, Hungry.class));
                    answers.add(context.ref("big-" + i, Reply.class));
                }
            }
            left = start.n();
            count = 0;
            ask();
        }

        @Handles
        void question(Hungry question, KernelContext context) {
            if (answers.isEmpty()) {
                context.send("big-" + question.seat(), new Reply(1));
            } else {
                answers.get(question.seat()).send(new Reply(1));
            }
        }

        @Handles
        void answer(Reply answer) {
            count += answer.n();
            ask();
        }

        private void ask() {
            if (left-- == 0) {
                done.add(count);
                return;
            }
            next = (next + 1) % Savina.BIG_ACTORS;
            questions.get(next).send(new Hungry(number, false));
        }
    }

    /** Gives both forks, or none. */
    @RingKernel(id = "savina-arbiter")
    static final class Arbiter {
        private final boolean[] taken = new boolean[Savina.PHILOSOPHER_COUNT];
        private final List<KernelRef<Reply>> seats = new ArrayList<>();

        @Handles
        void forks(Hungry philosopher, KernelContext context) {
            if (seats.isEmpty()) {
                for (int i = 0; i < Savina.PHILOSOPHER_COUNT; i++) {
                    seats.add(context.ref("philosopher-" + i, Reply.class));
                }
            }
            int left = philosopher.seat();
            int right = (left + 1) % Savina.PHILOSOPHER_COUNT;
            boolean gives = !philosopher.givesBack();
            if (gives && (taken[left] || taken[right])) {
                seats.get(left).send(new Reply(0));
                return;
            }
            taken[left] = gives;
            taken[right] = gives;
            if (gives) {
                seats.get(left).send(new Reply(1));
            }
        }
    }

    /** Eats, and asks again where it may not. */
    @RingKernel(id = "savina-philosopher")
    static final class Philosopher {
        private final int seat;
        private final Done done;
        private @Nullable KernelRef<Hungry> arbiter;
        private long meals;
        private long left;

        Philosopher(int seat, Done done) {
            this.seat = seat;
            this.done = done;
        }

        @Handles
        void start(Step start, KernelContext context) {
            arbiter = context.ref("savina-arbiter", Hungry.class);
            left = start.n();
            meals = 0;
            arbiter.send(new Hungry(seat, false));
        }

        @Handles
        void forks(Reply forks) {
            KernelRef<Hungry> table = arbiter;
            if (table == null) {
                throw new IllegalStateException("a philosopher that did not ask got forks: seat=" + seat);
            }
            if (forks.n() == 1) {
                meals++;
                left--;
                table.send(new Hungry(seat, true));
            }
            if (left == 0) {
                done.add(meals);
            } else {
                table.send(new Hungry(seat, false));
            }
        }
    }

    /** One call of the function: launches a kernel for each of the two calls in it, and ends with their sum. */
    @RingKernel(id = "savina-call")
    static final class Call {
        private final Offspring offspring;
        private final String parent;
        private final Done done;
        private long sum;
        private int answers;

        Call(Offspring offspring, String parent, Done done) {
            this.offspring = offspring;
            this.parent = parent;
            this.done = done;
        }

        @Handles
        void compute(Step of, KernelContext context) {
            if (of.n() <= 2) {
                offspring.end(1, parent, done, context);
            } else {
                offspring.call(of.n() - 1, context.kernelId(), done);
                offspring.call(of.n() - 2, context.kernelId(), done);
            }
        }

        @Handles
        void answer(Reply answer, KernelContext context) {
            sum += answer.n();
            if (++answers == 2) {
                offspring.end(sum, parent, done, context);
            }
        }
    }

    /** The kernels that one run launches. */
    private static final class Offspring {
        private final KernelRuntime runtime;
        private final String prefix;
        private final AtomicLong numbers = new AtomicLong();

        Offspring(KernelRuntime runtime, long run) {
            this.runtime = runtime;
            this.prefix = "run-" + run + "-";
        }

        void call(long of, String parent, Done done) {
            launch("savina-call", new Call(this, parent, done), of);
        }

        private void launch(String definition, Object kernel, long n) {
            String id = prefix + numbers.incrementAndGet();
            runtime.launch(definition, LaunchOptions.instance(kernel).as(id)).activate();
            runtime.send(id, new Step(n));
        }

        void end(long result, String parent, Done done, KernelContext context) {
            if (parent.isEmpty()) {
                done.add(result);
            } else {
                context.send(parent, new Reply(result));
            }
            runtime.handle(context.kernelId()).ifPresent(handle -> handle.terminate(Duration.ZERO));
        }
    }
}
