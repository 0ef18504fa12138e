package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "market")
final class Market {
    private long orders;

    @Handles
    Answer take(Offer offer) {
        return offer.price() < 0 ? new Answer.Refused(1) : new Answer.Accepted(++orders);
    }

    @Handles
    Answer.Later take(Cancel cancel, KernelContext context) {
        return new Answer.Queued((int) cancel.id());
    }

    @Handles
    Answer decide(Answer.Queued queued) {
        return queued;
    }
}
