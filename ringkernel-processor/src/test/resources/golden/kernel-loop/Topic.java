package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.RingKernel;
import java.time.Duration;

final class Topic {
    private Topic() {}

    @RingKernel(
            id = "topic_processor",
            idle = Idle.BACKOFF,
            receives = {Event.class, Command.class})
    static void run(KernelContext context) throws InterruptedException {
        while (!context.shouldTerminate()) {
            context.receive(Event.class, Duration.ofMillis(100)).ifPresent(context::emit);
        }
    }
}
