// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.bench.shape.Bank;
import io.ringkernel.bench.shape.Done;
import io.ringkernel.bench.shape.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;

/** The bank of Savina as Pekko's typed actors: an account that waits for another asks, and stashes. */
public final class BankingActors implements Workload {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int STASHED = 1_024;

    private interface Command {}

    private interface Order {}

    private record Start() implements Order {}

    private record Paid(long amount) implements Order {}

    private record Balance(long weight) implements Order {}

    private record Debit(ActorRef<Command> to, long amount, ActorRef<Order> teller) implements Command {}

    private record Credit(long amount, ActorRef<Paid> payer) implements Command {}

    private record Credited(Paid paid, ActorRef<Order> teller) implements Command {}

    private record Close(ActorRef<Order> teller) implements Command {}

    private final Done done = new Done();
    private final ActorSystem<Order> teller = PekkoSystem.start(
            Behaviors.setup(context -> new Teller(context, done)),
            Runtime.getRuntime().availableProcessors());

    /** Starts the system. */
    public BankingActors() {}

    @Override
    public long run() {
        done.expect(1);
        teller.tell(new Start());
        return done.await();
    }

    @Override
    public void close() {
        PekkoSystem.stop(teller);
    }

    private static final class Teller extends AbstractBehavior<Order> {
        private final Done done;
        private final List<ActorRef<Command>> accounts = new ArrayList<>();
        private long ordered;
        private int underWay;
        private int balances;
        private long sum;

        Teller(ActorContext<Order> context, Done done) {
            super(context);
            this.done = done;
            for (int i = 0; i < Bank.ACCOUNTS; i++) {
                int number = i;
                accounts.add(context.spawnAnonymous(Behaviors.withStash(
                        STASHED, stash -> Behaviors.setup(own -> new Account(own, number, stash)))));
            }
        }

        @Override
        public Receive<Order> createReceive() {
            return newReceiveBuilder()
                    .onMessage(Paid.class, paid -> paid())
                    .onMessage(Balance.class, this::balance)
                    .onMessage(Start.class, start -> start())
                    .build();
        }

        private Behavior<Order> start() {
            ordered = 0;
            sum = 0;
            while (underWay < Bank.OUTSTANDING) {
                order();
            }
            return this;
        }

        private Behavior<Order> paid() {
            underWay--;
            if (ordered < Bank.TRANSFERS) {
                order();
            } else if (underWay == 0) {
                balances = accounts.size();
                accounts.forEach(account -> account.tell(new Close(getContext().getSelf())));
            }
            return this;
        }

        private Behavior<Order> balance(Balance balance) {
            sum += balance.weight();
            if (--balances == 0) {
                done.add(sum);
            }
            return this;
        }

        private void order() {
            accounts.get(Bank.from(ordered))
                    .tell(new Debit(
                            accounts.get(Bank.to(ordered)),
                            Bank.amount(ordered),
                            getContext().getSelf()));
            ordered++;
            underWay++;
        }
    }

    private static final class Account extends AbstractBehavior<Command> {
        private final int number;
        private final StashBuffer<Command> stash;
        private long balance = Bank.OPENING;
        private boolean waits;

        Account(ActorContext<Command> context, int number, StashBuffer<Command> stash) {
            super(context);
            this.number = number;
            this.stash = stash;
        }

        @Override
        public Receive<Command> createReceive() {
            return newReceiveBuilder()
                    .onMessage(Credited.class, this::credited)
                    .onMessage(Debit.class, this::debit)
                    .onMessage(Credit.class, this::credit)
                    .onMessage(Close.class, this::close)
                    .build();
        }

        private Behavior<Command> debit(Debit debit) {
            if (waits) {
                stash.stash(debit);
                return this;
            }
            waits = true;
            balance -= debit.amount();
            PekkoSystem.ask(
                    getContext(),
                    debit.to(),
                    Paid.class,
                    TIMEOUT,
                    payer -> new Credit(debit.amount(), payer),
                    paid -> new Credited(paid, debit.teller()));
            return this;
        }

        private Behavior<Command> credited(Credited credited) {
            credited.teller().tell(credited.paid());
            waits = false;
            return stash.unstashAll(this);
        }

        private Behavior<Command> credit(Credit credit) {
            if (waits) {
                stash.stash(credit);
                return this;
            }
            balance += credit.amount();
            credit.payer().tell(new Paid(credit.amount()));
            return this;
        }

        private Behavior<Command> close(Close close) {
            close.teller().tell(new Balance(Bank.weight(number, balance)));
            balance = Bank.OPENING;
            return this;
        }
    }
}
