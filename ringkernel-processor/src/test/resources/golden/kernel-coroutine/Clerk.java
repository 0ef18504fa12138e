package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;
import java.time.Duration;

@RingKernel(id = "clerk", execution = Execution.COROUTINE, reentrant = true)
final class Clerk {
    @Handles
    void onVisit(Visit visit, KernelContext context) {
        context.sleep(Duration.ofMillis(visit.minutes()));
    }
}
