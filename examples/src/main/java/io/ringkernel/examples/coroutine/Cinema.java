// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.coroutine;

import io.ringkernel.KernelContext;
import io.ringkernel.KernelLock;
import io.ringkernel.KernelRef;
import io.ringkernel.KernelRuntime;
import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Handlers that wait: the cashier for its opening, the desk of a cinema for the cashier. The desk answers questions meanwhile, but sells
 * one seat at a time.
 */
public final class Cinema {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @Message(id = 0x0F31)
    record Booking(@MaxLength(40) String name) {}

    @Message(id = 0x0F32)
    record Ticket(@MaxLength(40) String name, int seat) {}

    @Message(id = 0x0F33)
    record SeatsLeft() {}

    @Message(id = 0x0F34)
    record Left(int count) {}

    @Message(id = 0x0F35)
    record Charge(int cents) {}

    @Message(id = 0x0F36)
    record Paid(int cents) {}

    @RingKernel(id = "cashier", execution = Execution.COROUTINE)
    static final class Cashier {
        private final CompletionStage<Void> opening;

        Cashier(CompletionStage<Void> opening) {
            this.opening = opening;
        }

        @Handles
        Paid charge(Charge charge, KernelContext context) {
            context.await(opening, TEN_SECONDS);
            context.sleep(Duration.ofMillis(1));
            return new Paid(charge.cents());
        }
    }

    @RingKernel(id = "cinema", execution = Execution.COROUTINE, reentrant = true)
    static final class Desk {
        private final KernelLock seats = new KernelLock("seats");
        private final KernelRef<Charge> cashier;
        private int sold;

        Desk(KernelRef<Charge> cashier) {
            this.cashier = cashier;
        }

        @Handles
        Ticket book(Booking booking, KernelContext context) throws Exception {
            System.out.println(booking.name() + " books a seat");
            return seats.hold(context, TEN_SECONDS, () -> {
                int seat = sold + 1;
                cashier.call(new Charge(1200), Paid.class, TEN_SECONDS); // others are let in, but not into this section
                sold = seat;
                return new Ticket(booking.name(), seat);
            });
        }

        @Handles
        Left count(SeatsLeft question) {
            return new Left(100 - sold);
        }
    }

    private Cinema() {}

    /**
     * Books three seats, and asks how many are left before the cashier has opened.
     *
     * @param arguments none
     */
    public static void main(String... arguments) {
        try (KernelRuntime runtime = KernelRuntime.create()) {
            CompletableFuture<Void> opening = new CompletableFuture<>();
            runtime.launch(new Cashier(opening)).activate();
            runtime.launch(new Desk(runtime.ref("cashier", Charge.class))).activate();
            List<CompletableFuture<Ticket>> tickets = Stream.of("Ada", "Bob", "Cleo")
                    .map(name -> runtime.request("cinema", new Booking(name), Ticket.class, TEN_SECONDS))
                    .toList();
            System.out.println(
                    runtime.call("cinema", new SeatsLeft(), Left.class).count() + " seats are left");
            opening.complete(null);
            tickets.stream()
                    .map(CompletableFuture::join)
                    .forEach(ticket -> System.out.println(ticket.name() + " has seat " + ticket.seat()));
        }
    }
}
