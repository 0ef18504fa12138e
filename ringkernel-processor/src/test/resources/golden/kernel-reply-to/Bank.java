package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.ReplyTo;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "bank")
final class Bank {
    @Handles
    void charge(ChargeCodec.Reader charge, ReplyTo<Outcome> replyTo) {
        replyTo.reply(charge.cents() < 0 ? new Outcome.Refused(1) : new Outcome.Paid(charge.cents()));
    }

    @Handles
    void refund(Refund refund, KernelContext context, ReplyTo<Outcome.Paid> replyTo) {
        replyTo.reply(new Outcome.Paid(context.priority()));
    }
}
