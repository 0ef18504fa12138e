// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.quotes;

import io.ringkernel.Answer;
import io.ringkernel.Call;
import io.ringkernel.Claim;
import io.ringkernel.KernelContext;
import io.ringkernel.KernelRef;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.ReplyTo;
import io.ringkernel.RequestTimeoutException;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * All ways to ask and to answer. Dealers name prices; a desk asks a dealer and then a bank before it answers, and waits for
 * neither; the bank answers when somebody else is done; a porter hands on what he is given.
 */
public final class Quotes {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Message(id = 0x1101)
    record PriceOf(@MaxLength(50) String item) {}

    @Message(id = 0x1102)
    record Price(long cents) {}

    @Message(id = 0x1103)
    record Order(@MaxLength(50) String item) {}

    @Message(id = 0x1104)
    record Receipt(@MaxLength(100) String text) {}

    @Message(id = 0x1105)
    record Charge(long cents) {}

    @Message(id = 0x1106)
    record Paid(long number) {}

    @RingKernel(id = "dealer")
    static final class Dealer {
        private final long cents;
        private final Claim claim = new Claim();
        private final Quotes_PriceCodec.Writer price = new Quotes_PriceCodec.Writer();

        Dealer(long cents) {
            this.cents = cents;
        }

        @Handles
        void price(Quotes_PriceOfCodec.Reader question, KernelContext context) {
            context.claimReply(Quotes_PriceCodec.INSTANCE, claim);
            price.wrap(claim.buffer(), claim.offset()).cents(cents * question.itemLength());
            claim.publish(price.encodedLength());
        }
    }

    @RingKernel(id = "desk")
    static final class Desk {
        private int orders;

        @Handles
        void take(Order order, KernelContext context, ReplyTo<Receipt> replyTo) {
            context.request("anna", new PriceOf(order.item()), Price.class, TIMEOUT, (price, failure, then) -> {
                if (price == null) {
                    replyTo.fail(failure);
                } else {
                    charge(order, price, replyTo, then);
                }
            });
        }

        private void charge(Order order, Price price, ReplyTo<Receipt> replyTo, KernelContext context) {
            context.request("bank", new Charge(price.cents()), Paid.class, TIMEOUT, (paid, failure, then) -> {
                if (paid == null) {
                    replyTo.fail(failure);
                } else {
                    orders++; // by the thread of the kernel, like anything that a handler does
                    replyTo.reply(new Receipt("order " + orders + ": " + order.item() + " for " + price.cents()));
                }
            });
        }
    }

    @RingKernel(id = "bank")
    static final class Bank {
        @Handles
        void charge(Charge charge, ReplyTo<Paid> replyTo) {
            chargeCard(charge.cents()).whenComplete((number, failure) -> {
                if (failure == null) {
                    replyTo.reply(new Paid(number));
                } else {
                    replyTo.fail(failure);
                }
            });
        }

        private static CompletableFuture<Long> chargeCard(long cents) {
            return CompletableFuture.supplyAsync(() -> 1000 + cents);
        }
    }

    @RingKernel(id = "porter")
    static final class Porter {
        @Handles
        void carry(Order order, KernelContext context) {
            context.forward("desk");
        }
    }

    private Quotes() {}

    /**
     * Asks in all ways.
     *
     * @param arguments none
     */
    public static void main(String... arguments) {
        try (KernelRuntime runtime = KernelRuntime.create()) {
            runtime.launch(new Dealer(30), LaunchOptions.DEFAULT.as("anna")).activate();
            runtime.launch(new Dealer(20), LaunchOptions.DEFAULT.as("bert")).activate();
            runtime.launch(new Dealer(10), LaunchOptions.DEFAULT.as("carl")); // who is not at work yet
            runtime.launch(Bank.class).activate();
            runtime.launch(Desk.class).activate();
            runtime.launch(Porter.class).activate();

            wait(runtime);
            readInPlace(runtime);
            goOn(runtime);
            askSeveral(runtime);
            beLate(runtime);
            Receipt receipt = runtime.call("porter", new Order("tea"), Receipt.class, TIMEOUT);
            System.out.println(receipt.text());
        }
    }

    private static void wait(KernelRuntime runtime) {
        Price price = runtime.call("anna", new PriceOf("tea"), Price.class, TIMEOUT);
        System.out.println("anna wants " + price.cents());
    }

    private static void readInPlace(KernelRuntime runtime) {
        KernelRef<PriceOf> anna = runtime.ref("anna", PriceOf.class);
        Claim claim = new Claim();
        Quotes_PriceOfCodec.Writer question = new Quotes_PriceOfCodec.Writer();
        Call<Price> call = new Call<>(Price.class);
        Quotes_PriceCodec.Reader price = new Quotes_PriceCodec.Reader();

        if (anna.claimRequest(claim, call).isAccepted()) {
            question.wrap(claim.buffer(), claim.offset()).item("cocoa");
            claim.publish(question.encodedLength());
            call.await(TIMEOUT);
            price.wrap(call.buffer(), call.offset(), call.length(), call.version());
            System.out.println("and " + price.cents());
        }
    }

    private static void goOn(KernelRuntime runtime) {
        CompletableFuture<Price> price = runtime.request("bert", new PriceOf("tea"), Price.class, TIMEOUT);
        System.out.println("bert wants " + price.join().cents());
    }

    private static void askSeveral(KernelRuntime runtime) {
        List<String> dealers = List.of("anna", "bert");
        List<Answer<Price>> prices = runtime.requestAll(dealers, new PriceOf("milk"), Price.class, TIMEOUT)
                .join();
        prices.forEach(each ->
                System.out.println(each.kernelId() + " wants " + each.orThrow().cents()));

        Answer<Price> first = runtime.requestAny(List.of("bert", "carl"), new PriceOf("ham"), Price.class, TIMEOUT)
                .join();
        System.out.println(first.kernelId() + " answers first");
    }

    private static void beLate(KernelRuntime runtime) {
        try {
            runtime.call("carl", new PriceOf("tea"), Price.class, Duration.ofMillis(20));
        } catch (RequestTimeoutException e) {
            System.out.println("carl does not answer");
        }
    }
}
