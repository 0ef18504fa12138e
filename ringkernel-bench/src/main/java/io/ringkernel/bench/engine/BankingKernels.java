// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.KernelContext;
import io.ringkernel.KernelRef;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.ReplyTo;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.bench.shape.Bank;
import io.ringkernel.bench.shape.Done;
import io.ringkernel.bench.shape.Workload;
import java.util.ArrayList;
import java.util.List;

/** The bank of Savina as pooled kernels: an account that waits for another goes on by a continuation. */
public final class BankingKernels implements Workload {
    private final KernelRuntime runtime = KernelRuntime.create();
    private final Done done = new Done();
    private final KernelRef<Step> teller;

    /** Launches the kernels. */
    public BankingKernels() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < Bank.ACCOUNTS; i++) {
            ids.add("account-" + i);
        }
        for (int i = 0; i < Bank.ACCOUNTS; i++) {
            runtime.launch(
                            "bank-account",
                            LaunchOptions.instance(new Account(i, ids)).as(ids.get(i)))
                    .activate();
        }
        runtime.launch("bank-teller", LaunchOptions.instance(new Teller(ids, done)))
                .activate();
        teller = runtime.ref("bank-teller", Step.class);
    }

    @Override
    public long run() {
        done.expect(1);
        teller.send(new Step(Bank.TRANSFERS));
        return done.await();
    }

    @Override
    public void close() {
        runtime.close();
    }

    /** Orders transfers, some at a time, and adds up the balances after the last. */
    @RingKernel(id = "bank-teller")
    static final class Teller {
        private final List<String> ids;
        private final Done done;
        private final List<KernelRef<Debit>> accounts = new ArrayList<>();
        private long ordered;
        private int underWay;
        private int balances;
        private long sum;

        Teller(List<String> ids, Done done) {
            this.ids = ids;
            this.done = done;
        }

        @Handles
        void start(Step transfers, KernelContext context) {
            if (accounts.isEmpty()) {
                ids.forEach(id -> accounts.add(context.ref(id, Debit.class)));
            }
            ordered = 0;
            sum = 0;
            while (underWay < Bank.OUTSTANDING) {
                order();
            }
        }

        @Handles
        void paid(Reply reply, KernelContext context) {
            underWay--;
            if (ordered < Bank.TRANSFERS) {
                order();
            } else if (underWay == 0) {
                balances = ids.size();
                ids.forEach(id -> context.send(id, new Step(0)));
            }
        }

        @Handles
        void balance(Balance balance) {
            sum += balance.weight();
            if (--balances == 0) {
                done.add(sum);
            }
        }

        private void order() {
            accounts.get(Bank.from(ordered)).send(new Debit(Bank.to(ordered), Bank.amount(ordered)));
            ordered++;
            underWay++;
        }
    }

    /** Pays and is paid; what comes while it waits for the one that it pays is put aside. */
    @RingKernel(id = "bank-account")
    static final class Account {
        private final int number;
        private final List<String> ids;
        private long balance = Bank.OPENING;
        private boolean waits;

        Account(int number, List<String> ids) {
            this.number = number;
            this.ids = ids;
        }

        @Handles
        void debit(Debit debit, KernelContext context) {
            if (waits) {
                context.stash();
                return;
            }
            waits = true;
            balance -= debit.amount();
            ReplyTo<Reply> teller = context.replyTo(Reply.class);
            context.request(ids.get(debit.to()), new Credit(debit.amount()), Reply.class, (reply, failure, own) -> {
                if (reply == null) {
                    throw new IllegalStateException("an account was not paid: from=" + number, failure);
                }
                teller.reply(reply);
                waits = false;
                own.unstash();
            });
        }

        @Handles
        void credit(Credit credit, KernelContext context) {
            if (waits) {
                context.stash();
                return;
            }
            balance += credit.amount();
            context.reply(new Reply(credit.amount()));
        }

        @Handles
        Balance close(Step step) {
            long weight = Bank.weight(number, balance);
            balance = Bank.OPENING;
            return new Balance(weight);
        }
    }
}
