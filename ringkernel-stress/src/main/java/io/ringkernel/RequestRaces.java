// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ringkernel.annotation.Priority;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.codec.MessageHeader;
import io.ringkernel.stress.Pace;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.LLLL_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.ZLZ_Result;
import org.openjdk.jcstress.infra.results.ZL_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Requests are entered, answered and given up. */
public class RequestRaces {
    private static final Kernel KERNEL = new Racer().kernel();
    private static final Kernel HEIR = new Racer().kernel("heir", 2);
    private static final RequestTable TABLE = Racer.INLINE.requests;
    private static final MessageIds IDS = new MessageIds();
    private static final RuntimeTimer STOPPED = new RuntimeTimer(new RuntimeThreads(ThreadSetup.NONE));

    static {
        STOPPED.close(); // so that only a race sweeps
    }

    /* Of the one thread that answers. */
    private static final Copier COPIER = new Copier();
    private static final MessageHeader HEADER = MessageHeader.none(Priority.DEFAULT);

    static boolean complete(long key, int answer) {
        return complete(TABLE, key, answer);
    }

    private static boolean complete(RequestTable table, long key, int answer) {
        return table.complete(key, Racer_TickCodec.INSTANCE, new Racer.Tick(answer), HEADER, COPIER);
    }

    private static RequestTable tableOf(int limit) {
        return new RequestTable(limit, IDS, STOPPED);
    }

    /** Who gets an answer. */
    static final class Caller implements Requester {
        final long key;
        private String outcome = "";

        Caller() {
            this(TABLE, false);
        }

        Caller(RequestTable table, boolean isSwept) {
            key = table.enter(this, Priority.NORMAL, System.nanoTime(), Nanos.ENDLESS, isSwept);
        }

        /** {@return what came of the request; of a second end, too} */
        String outcome() {
            return outcome.isEmpty() ? "open" : outcome;
        }

        /** Leaves the table as it was, whatever came of the request. */
        String outcomeAndWithdraw() {
            TABLE.withdraw(key);
            return outcome();
        }

        @Override
        public Kernel target() {
            return KERNEL;
        }

        @Override
        public Class<?> messageType() {
            return Racer.Tick.class;
        }

        @Override
        public Class<?> replyType() {
            return Racer.Tick.class;
        }

        @Override
        public <T> boolean complete(MessageCodec<T> codec, T reply, MessageHeader header, Copier copier) {
            outcome += ((Racer.Tick) reply).number();
            return true;
        }

        @Override
        public <T> boolean complete(
                MessageCodec<T> codec, MessageBuffer buffer, int offset, int length, MessageHeader header) {
            return complete(codec, codec.decode(buffer, offset, length, codec.version(), header), header, COPIER);
        }

        @Override
        public void fail(RingKernelException failure) {
            outcome += "failed";
        }

        @Override
        public boolean callsBack() {
            return false;
        }
    }

    /** A request is entered while the timer, which has nothing to sweep, stops to. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "The timer goes on, or begins again.")
    @Outcome(id = "false", expect = FORBIDDEN, desc = "Nobody will see that its time is over.")
    @State
    public static class EnterOrEndOfSweep {
        private final RequestTable table = tableOf(2);

        /** A table whose timer is about to sweep. */
        public EnterOrEndOfSweep() {
            table.withdraw(new Caller(table, true).key);
        }

        @Actor
        public void enter() {
            new Caller(table, true);
        }

        @Actor
        public void sweep() {
            table.sweep();
        }

        @Arbiter
        public void look(Z_Result r) {
            r.r1 = table.isSweeping();
        }
    }

    /** An answer, and a timeout. */
    @JCStressTest
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "Answered in time.")
    @Outcome(id = "false, true, failed", expect = ACCEPTABLE, desc = "Given up.")
    @Outcome(expect = FORBIDDEN, desc = "The request ended twice, or never.")
    @State
    public static class AnswerOrTimeout {
        private final Caller caller = new Caller();

        @Actor
        public void answer(ZZL_Result r) {
            r.r1 = complete(caller.key, 1);
        }

        @Actor
        public void giveUp(ZZL_Result r) {
            r.r2 = TABLE.fail(caller.key, "request was not answered in time", null);
        }

        @Arbiter
        public void ask(ZZL_Result r) {
            r.r3 = caller.outcomeAndWithdraw();
        }
    }

    /** A late answer, and the next request in the same place. */
    @JCStressTest
    @Outcome(
            id = {"1, open", "open, open"},
            expect = ACCEPTABLE,
            desc = "In time, or too late.")
    @Outcome(expect = FORBIDDEN, desc = "The answer reached the next request.")
    @State
    public static class LateAnswerOrReuse {
        private final Caller caller = new Caller();
        private Caller next = caller;

        @Actor
        public void answer() {
            complete(caller.key, 1);
        }

        @Actor
        public void giveUpAndAskAgain() {
            TABLE.withdraw(caller.key);
            next = new Caller();
        }

        @Arbiter
        public void ask(LL_Result r) {
            r.r1 = caller.outcome();
            r.r2 = next.outcomeAndWithdraw();
        }
    }

    /** Two requests at the same time. */
    @JCStressTest
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Each has its own answer.")
    @Outcome(expect = FORBIDDEN, desc = "Two requests in one place.")
    @State
    public static class TwoRequests {
        private Caller first;
        private Caller second;

        @Actor
        public void first() {
            first = new Caller();
        }

        @Actor
        public void second() {
            second = new Caller();
        }

        @Arbiter
        public void answer(LL_Result r) {
            complete(first.key, 1);
            complete(second.key, 2);
            r.r1 = first.outcome();
            r.r2 = second.outcome();
        }
    }

    /** A place leaves the stack of free ones and comes back, with another below it, while another request takes one. */
    @JCStressTest
    @Outcome(id = "4, 1, 2, 35", expect = ACCEPTABLE, desc = "Each has its own answer.")
    @Outcome(expect = FORBIDDEN, desc = "Two requests in one place.")
    @State
    public static class PlaceComesBack {
        private final RequestTable table = tableOf(4);
        private Caller first;
        private Caller second;
        private Caller third;
        private Caller other;

        /** The stack is 0, 1, 2, 3; in the end, if nobody else asks, 0 alone, and 1 is in use. */
        @Actor
        public void askAndAskAgain() {
            first = new Caller(table, false);
            second = new Caller(table, false);
            third = new Caller(table, false);
            complete(table, first.key, 0);
            complete(table, third.key, 0);
            first = new Caller(table, false); // takes the last
            third = new Caller(table, false); // gets those that were ended
        }

        @Actor
        public void ask() {
            other = new Caller(table, false);
        }

        @Arbiter
        public void answer(LLLL_Result r) {
            complete(table, third.key, 3);
            Caller last = new Caller(table, false); // takes that place, and not one that is in use
            complete(table, first.key, 1);
            complete(table, second.key, 2);
            complete(table, other.key, 4);
            complete(table, last.key, 5);
            r.r1 = other.outcome();
            r.r2 = first.outcome();
            r.r3 = second.outcome();
            r.r4 = third.outcome() + last.outcome();
        }
    }

    /** Two find no free place, and each has ended a request. */
    @JCStressTest
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Each found a place.")
    @Outcome(id = "none, .*|.*, none", expect = FORBIDDEN, desc = "There was one, in the hands of the other.")
    @Outcome(expect = FORBIDDEN, desc = "Two requests in one place.")
    @State
    public static class TwoFindNone {
        private final RequestTable table = tableOf(2);
        private final Caller before = new Caller(table, false);
        private final Caller beforeThat = new Caller(table, false);
        private Caller first;
        private Caller second;

        private Caller askAfter(Caller ended) {
            complete(table, ended.key, 0);
            try {
                return new Caller(table, false);
            } catch (RequestLimitException e) {
                return null;
            }
        }

        private String answer(Caller caller, int answer) {
            if (caller == null) {
                return "none";
            }
            complete(table, caller.key, answer);
            return caller.outcome();
        }

        @Actor
        public void first() {
            first = askAfter(before);
        }

        @Actor
        public void second() {
            second = askAfter(beforeThat);
        }

        @Arbiter
        public void answer(LL_Result r) {
            r.r1 = answer(first, 1);
            r.r2 = answer(second, 2);
        }
    }

    /** An answer, and a caller that no longer wants it. */
    @JCStressTest
    @Outcome(id = "true, cancelled, false", expect = ACCEPTABLE, desc = "Cancelled, and the place is free.")
    @Outcome(id = "false, 1, false", expect = ACCEPTABLE, desc = "Answered, and the place is free.")
    @Outcome(expect = FORBIDDEN, desc = "The request ended twice, or keeps its place.")
    @State
    public static class AnswerOrCancel {
        private final RequestFuture<Racer.Tick> future =
                new RequestFuture<>(TABLE, KERNEL, Racer.Tick.class, Racer.Tick.class);

        /** A request. */
        public AnswerOrCancel() {
            future.key = TABLE.enter(future, Priority.NORMAL, RequestTable.LATER, Nanos.ENDLESS, false);
        }

        @Actor
        public void answer() {
            complete(future.key, 1);
        }

        @Actor
        public void cancel(ZLZ_Result r) {
            r.r1 = future.cancel(false);
        }

        @Arbiter
        public void ask(ZLZ_Result r) {
            r.r2 = future.isCancelled() ? "cancelled" : future.join().number();
            r.r3 = TABLE.isWaiting(future.key);
        }
    }

    /** A request is handed over to another kernel while it is answered. */
    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "Answered once.")
    @Outcome(id = "false, open", expect = FORBIDDEN, desc = "The answer found no request, and the request waits on.")
    @Outcome(expect = FORBIDDEN, desc = "The request ended twice, or otherwise.")
    @State
    public static class HandOverOrAnswer {
        private final Caller caller = new Caller();

        @Actor
        public void handOver() {
            TABLE.handOver(caller.key, HEIR);
        }

        @Actor
        public void answer(ZL_Result r) {
            r.r1 = complete(caller.key, 1);
        }

        @Arbiter
        public void ask(ZL_Result r) {
            r.r2 = caller.outcomeAndWithdraw();
        }
    }

    /** A request is handed over while it is answered, and the next one takes its place. */
    @JCStressTest
    @Outcome(
            id = "1, racer, 2",
            expect = ACCEPTABLE,
            desc = "The next one is owed by whom it was sent to, and is answered.")
    @Outcome(id = "1, heir, 2", expect = FORBIDDEN, desc = "The next one was handed over in the place of the first.")
    @Outcome(expect = FORBIDDEN, desc = "A request was lost, or ended twice.")
    @State
    public static class HandOverOrReuse {
        private final Caller caller = new Caller();
        private Caller next = caller;

        @Actor
        public void handOver() {
            TABLE.handOver(caller.key, HEIR);
        }

        @Actor
        public void answerAndAskAgain() {
            complete(caller.key, 1);
            next = new Caller();
        }

        @Arbiter
        public void ask(LLL_Result r) {
            Kernel owner = TABLE.ownerOf(next.key);
            r.r1 = caller.outcome();
            r.r2 = owner == null ? "nobody" : owner.id();
            complete(next.key, 2);
            r.r3 = next.outcomeAndWithdraw();
        }
    }

    /** The reply is deferred while the time of the request ends. */
    @JCStressTest
    @Outcome(id = "true, failed", expect = ACCEPTABLE, desc = "Given up, once.")
    @Outcome(
            id = "false, open",
            expect = FORBIDDEN,
            desc = "The timer found no request, and the request waits for ever.")
    @Outcome(expect = FORBIDDEN, desc = "The request ended twice, or otherwise.")
    @State
    public static class DeferOrTimeout {
        private final Caller caller = new Caller();

        @Actor
        public void defer() {
            TABLE.defer(caller.key);
        }

        @Actor
        public void giveUp(ZL_Result r) {
            r.r1 = TABLE.timeOut(caller.key);
        }

        @Arbiter
        public void ask(ZL_Result r) {
            r.r2 = caller.outcomeAndWithdraw();
        }
    }

    /** A request is handed over while its caller cancels it. */
    @JCStressTest
    @Outcome(id = "true, cancelled, false", expect = ACCEPTABLE, desc = "Cancelled, and the place is free.")
    @Outcome(id = "true, cancelled, true", expect = FORBIDDEN, desc = "Cancelled, and the request waits on.")
    @Outcome(expect = FORBIDDEN, desc = "The request was not cancelled.")
    @State
    public static class HandOverOrCancel {
        private final RequestFuture<Racer.Tick> future =
                new RequestFuture<>(TABLE, KERNEL, Racer.Tick.class, Racer.Tick.class);

        /** A request. */
        public HandOverOrCancel() {
            future.key = TABLE.enter(future, Priority.NORMAL, RequestTable.LATER, Nanos.ENDLESS, false);
        }

        @Actor
        public void handOver() {
            TABLE.handOver(future.key, HEIR);
        }

        @Actor
        public void cancel(ZLZ_Result r) {
            r.r1 = future.cancel(false);
        }

        @Arbiter
        public void ask(ZLZ_Result r) {
            r.r2 = future.isCancelled() ? "cancelled" : "open";
            r.r3 = TABLE.isWaiting(future.key);
            TABLE.withdraw(future.key);
        }
    }

    /** A request is handed over while its reply is deferred. */
    @JCStressTest
    @Outcome(id = "nobody, 1", expect = ACCEPTABLE, desc = "It waits for no kernel, and is answered once.")
    @Outcome(id = "racer, 1", expect = FORBIDDEN, desc = "Neither was noted.")
    @Outcome(id = "heir, 1", expect = FORBIDDEN, desc = "That it is deferred was not noted.")
    @Outcome(expect = FORBIDDEN, desc = "The request was lost, or ended twice.")
    @State
    public static class HandOverOrDefer {
        private final Caller caller = new Caller();

        @Actor
        public void handOver() {
            TABLE.handOver(caller.key, HEIR);
        }

        @Actor
        public void defer() {
            TABLE.defer(caller.key);
        }

        @Arbiter
        public void ask(LL_Result r) {
            Kernel owner = TABLE.ownerOf(caller.key);
            r.r1 = owner == null ? "nobody" : owner.id();
            complete(caller.key, 1);
            r.r2 = caller.outcomeAndWithdraw();
        }
    }

    /** A caller that waits for its answer, longer than anything here takes, spins for a while and then parks. */
    @JCStressTest
    @Outcome(id = "7", expect = ACCEPTABLE, desc = "The caller has the whole answer.")
    @Outcome(id = "-1", expect = FORBIDDEN, desc = "The caller slept beside its answer.")
    @Outcome(expect = FORBIDDEN, desc = "The caller read half an answer.")
    @State
    public static class AnswerOrPark {
        private final Call<Racer.Tick> call = new Call<>(Racer.Tick.class);
        private final long key = call.enter(
                KERNEL, KERNEL.kinds.kindOf(Racer.Tick.class), SendOptions.DEFAULT, RequestTable.LATER, Nanos.ENDLESS);

        @Actor
        public void answer() {
            Pace.hesitate();
            complete(key, 7);
        }

        @Actor
        public void await(I_Result r) {
            long startNs = System.nanoTime();
            call.await(Pace.LONG);
            r.r1 = Pace.isInTime(startNs) ? call.reply().number() : -1;
        }
    }

    /** Numbers for messages that go through no lane, and blocks for lanes. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "All are different.")
    @Outcome(expect = FORBIDDEN, desc = "One number was given twice.")
    @State
    public static class TwoIds {
        private static final MessageIds IDS = new MessageIds();

        private long block;
        private long otherBlock;
        private long loose;
        private long otherLoose;

        @Actor
        public void first() {
            block = IDS.takeBlock();
            loose = IDS.ofLoose();
        }

        @Actor
        public void second() {
            otherLoose = IDS.ofLoose();
            otherBlock = IDS.takeBlock();
        }

        @Arbiter
        public void compare(ZZ_Result r) {
            r.r1 = block != otherBlock;
            r.r2 = loose != otherLoose;
        }
    }

    /** What a kernel sends out, and somebody who waits for it, longer than anything here takes. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "Found, or woken for it.")
    @Outcome(id = "false", expect = FORBIDDEN, desc = "The receiver slept beside a message.")
    @State
    public static class ReceiveOrSendOut {
        private final Outbox outbox = new Outbox(1);

        @Actor
        public void receive(Z_Result r) {
            long startNs = System.nanoTime();
            try {
                outbox.poll(String.class, Pace.LONG.toNanos());
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts", e);
            }
            r.r1 = Pace.isInTime(startNs);
        }

        @Actor
        public void sendOut() {
            Pace.hesitate();
            outbox.offer(new Envelope<>("message", MessageId.NONE, MessageId.NONE, 0, "racer"));
        }
    }
}
