// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.bench.shape.Done;
import io.ringkernel.bench.shape.Savina;
import io.ringkernel.bench.shape.Workload;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/** The workloads of Savina as Pekko's typed actors, on a dispatcher with a thread per core, or with as many as wanted. */
public final class SavinaPekko implements Workload {
    private interface Command {}

    /** Starts a run; the workers are those that live longer than it. */
    private record Run() implements Command {}

    private record Step(long n) implements Command {}

    private record Reply(long n) implements Command {}

    private record Ask(ActorRef<Command> from, int seat, boolean givesBack) implements Command {}

    private final Done done = new Done();
    private final Savina workload;
    private final ActorSystem<Command> guardian;

    /**
     * Starts the system.
     *
     * @param workload to run
     */
    public SavinaPekko(Savina workload) {
        this(workload, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Starts it.
     *
     * @param workload to run
     * @param threads  of the dispatcher
     */
    public SavinaPekko(Savina workload, int threads) {
        this.workload = workload;
        guardian = PekkoSystem.start(Behaviors.setup(context -> new Guardian(context, workload, done)), threads);
    }

    @Override
    public long run() {
        done.expect(
                switch (workload) {
                    case PING_PONG, COUNTING, THREAD_RING, FIB -> 1;
                    case FORK_JOIN_THROUGHPUT -> Savina.FORKS;
                    case FORK_JOIN_CREATE -> Savina.CREATED;
                    case BIG -> Savina.BIG_ACTORS;
                    case PHILOSOPHERS -> Savina.PHILOSOPHER_COUNT;
                    default -> throw notHere(workload);
                });
        guardian.tell(new Run());
        return done.await();
    }

    private static IllegalArgumentException notHere(Savina workload) {
        return new IllegalArgumentException("workload has a class of its own: workload=" + workload);
    }

    @Override
    public void close() {
        PekkoSystem.stop(guardian);
    }

    /** Has the actors, and starts each run. */
    private static final class Guardian extends AbstractBehavior<Command> {
        private final Savina workload;
        private final Done done;
        private final List<ActorRef<Command>> actors = new ArrayList<>();

        Guardian(ActorContext<Command> context, Savina workload, Done done) {
            super(context);
            this.workload = workload;
            this.done = done;
            switch (workload) {
                case PING_PONG -> {
                    ActorRef<Command> pong = context.spawnAnonymous(pong());
                    actors.add(context.spawnAnonymous(Behaviors.setup(own -> new Ping(own, pong, done))));
                }
                case COUNTING -> actors.add(context.spawnAnonymous(counter(done, Savina.COUNTS)));
                case FORK_JOIN_THROUGHPUT -> {
                    for (int i = 0; i < Savina.FORKS; i++) {
                        actors.add(context.spawnAnonymous(counter(done, Savina.FORK_MESSAGES)));
                    }
                }
                case THREAD_RING -> {
                    for (int i = 0; i < Savina.RING; i++) {
                        int next = (i + 1) % Savina.RING;
                        actors.add(context.spawnAnonymous(hopper(next)));
                    }
                }
                case BIG -> {
                    for (int i = 0; i < Savina.BIG_ACTORS; i++) {
                        int number = i;
                        actors.add(context.spawnAnonymous(Behaviors.setup(own -> new Big(own, number, actors, done))));
                    }
                }
                case PHILOSOPHERS -> {
                    ActorRef<Command> arbiter = context.spawnAnonymous(arbiter());
                    for (int i = 0; i < Savina.PHILOSOPHER_COUNT; i++) {
                        int seat = i;
                        actors.add(context.spawnAnonymous(
                                Behaviors.setup(own -> new Philosopher(own, seat, arbiter, done))));
                    }
                }
                case FORK_JOIN_CREATE, FIB -> {
                    // Their actors live no longer than a run.
                }
                default -> throw notHere(workload);
            }
        }

        @Override
        public Receive<Command> createReceive() {
            return newReceiveBuilder().onMessage(Run.class, run -> start()).build();
        }

        private Behavior<Command> start() {
            switch (workload) {
                case PING_PONG -> actors.get(0).tell(new Step(Savina.ROUND_TRIPS));
                case COUNTING -> {
                    for (int i = 0; i < Savina.COUNTS; i++) {
                        actors.get(0).tell(new Step(1));
                    }
                }
                case FORK_JOIN_THROUGHPUT -> {
                    for (int i = 0; i < Savina.FORK_MESSAGES; i++) {
                        Step step = new Step(1);
                        actors.forEach(actor -> actor.tell(step));
                    }
                }
                case FORK_JOIN_CREATE -> {
                    for (int i = 0; i < Savina.CREATED; i++) {
                        getContext().spawnAnonymous(once()).tell(new Step(1));
                    }
                }
                case THREAD_RING -> actors.get(0).tell(new Step(Savina.HOPS));
                case BIG -> actors.forEach(actor -> actor.tell(new Step(Savina.BIG_PINGS)));
                case FIB ->
                    getContext()
                            .spawnAnonymous(Behaviors.<Command>setup(own -> new Call(own, null, done)))
                            .tell(new Step(Savina.FIB_OF));
                case PHILOSOPHERS -> actors.forEach(actor -> actor.tell(new Step(Savina.MEALS)));
                default -> throw notHere(workload);
            }
            return this;
        }

        private Behavior<Command> once() {
            return Behaviors.receiveMessage(command -> {
                done.add(((Step) command).n());
                return Behaviors.stopped();
            });
        }

        private Behavior<Command> hopper(int next) {
            return Behaviors.receiveMessage(command -> {
                long left = ((Step) command).n();
                if (left == 0) {
                    done.add(Savina.HOPS);
                } else {
                    actors.get(next).tell(new Step(left - 1));
                }
                return Behaviors.same();
            });
        }
    }

    private static Behavior<Command> pong() {
        return Behaviors.receiveMessage(command -> {
            ((Ask) command).from().tell(new Reply(1));
            return Behaviors.same();
        });
    }

    private static Behavior<Command> counter(Done done, int messages) {
        return Behaviors.setup(context -> new AbstractBehavior<>(context) {
            private long count;

            @Override
            public Receive<Command> createReceive() {
                return newReceiveBuilder().onMessage(Step.class, this::count).build();
            }

            private Behavior<Command> count(Step step) {
                count += step.n();
                if (count == messages) {
                    done.add(count);
                    count = 0;
                }
                return this;
            }
        });
    }

    private static Behavior<Command> arbiter() {
        boolean[] taken = new boolean[Savina.PHILOSOPHER_COUNT];
        return Behaviors.receiveMessage(command -> {
            Ask philosopher = (Ask) command;
            int left = philosopher.seat();
            int right = (left + 1) % Savina.PHILOSOPHER_COUNT;
            boolean gives = !philosopher.givesBack();
            if (gives && (taken[left] || taken[right])) {
                philosopher.from().tell(new Reply(0));
            } else {
                taken[left] = gives;
                taken[right] = gives;
                if (gives) {
                    philosopher.from().tell(new Reply(1));
                }
            }
            return Behaviors.same();
        });
    }

    private static final class Ping extends AbstractBehavior<Command> {
        private final ActorRef<Command> pong;
        private final Done done;
        private long left;
        private long count;

        Ping(ActorContext<Command> context, ActorRef<Command> pong, Done done) {
            super(context);
            this.pong = pong;
            this.done = done;
        }

        @Override
        public Receive<Command> createReceive() {
            return newReceiveBuilder()
                    .onMessage(Reply.class, reply -> {
                        count += reply.n();
                        return ping();
                    })
                    .onMessage(Step.class, start -> {
                        left = start.n();
                        count = 0;
                        return ping();
                    })
                    .build();
        }

        private Behavior<Command> ping() {
            if (left-- == 0) {
                done.add(count);
            } else {
                pong.tell(new Ask(getContext().getSelf(), 0, false));
            }
            return this;
        }
    }

    private static final class Big extends AbstractBehavior<Command> {
        private final List<ActorRef<Command>> all;
        private final Done done;
        private long left;
        private long count;
        private int next;

        Big(ActorContext<Command> context, int number, List<ActorRef<Command>> all, Done done) {
            super(context);
            this.all = all;
            this.done = done;
            this.next = number;
        }

        @Override
        public Receive<Command> createReceive() {
            return newReceiveBuilder()
                    .onMessage(Ask.class, question -> {
                        question.from().tell(new Reply(1));
                        return this;
                    })
                    .onMessage(Reply.class, reply -> {
                        count += reply.n();
                        return ask();
                    })
                    .onMessage(Step.class, start -> {
                        left = start.n();
                        count = 0;
                        return ask();
                    })
                    .build();
        }

        private Behavior<Command> ask() {
            if (left-- == 0) {
                done.add(count);
            } else {
                next = (next + 1) % Savina.BIG_ACTORS;
                all.get(next).tell(new Ask(getContext().getSelf(), 0, false));
            }
            return this;
        }
    }

    private static final class Philosopher extends AbstractBehavior<Command> {
        private final int seat;
        private final ActorRef<Command> arbiter;
        private final Done done;
        private long meals;
        private long left;

        Philosopher(ActorContext<Command> context, int seat, ActorRef<Command> arbiter, Done done) {
            super(context);
            this.seat = seat;
            this.arbiter = arbiter;
            this.done = done;
        }

        @Override
        public Receive<Command> createReceive() {
            return newReceiveBuilder()
                    .onMessage(Reply.class, this::forks)
                    .onMessage(Step.class, start -> {
                        left = start.n();
                        meals = 0;
                        arbiter.tell(new Ask(getContext().getSelf(), seat, false));
                        return this;
                    })
                    .build();
        }

        private Behavior<Command> forks(Reply forks) {
            ActorRef<Command> self = getContext().getSelf();
            if (forks.n() == 1) {
                meals++;
                left--;
                arbiter.tell(new Ask(self, seat, true));
            }
            if (left == 0) {
                done.add(meals);
            } else {
                arbiter.tell(new Ask(self, seat, false));
            }
            return this;
        }
    }

    /** One call of the function. */
    private static final class Call extends AbstractBehavior<Command> {
        private final @Nullable ActorRef<Command> parent;
        private final Done done;
        private long sum;
        private int answers;

        Call(ActorContext<Command> context, @Nullable ActorRef<Command> parent, Done done) {
            super(context);
            this.parent = parent;
            this.done = done;
        }

        @Override
        public Receive<Command> createReceive() {
            return newReceiveBuilder()
                    .onMessage(Step.class, this::compute)
                    .onMessage(Reply.class, this::answer)
                    .build();
        }

        private Behavior<Command> compute(Step of) {
            if (of.n() <= 2) {
                return end(1);
            }
            fork(of.n() - 1);
            fork(of.n() - 2);
            return this;
        }

        private void fork(long of) {
            ActorRef<Command> self = getContext().getSelf();
            getContext()
                    .spawnAnonymous(Behaviors.<Command>setup(own -> new Call(own, self, done)))
                    .tell(new Step(of));
        }

        private Behavior<Command> answer(Reply answer) {
            sum += answer.n();
            return ++answers == 2 ? end(sum) : this;
        }

        private Behavior<Command> end(long result) {
            if (parent == null) {
                done.add(result);
            } else {
                parent.tell(new Reply(result));
            }
            return Behaviors.stopped();
        }
    }
}
