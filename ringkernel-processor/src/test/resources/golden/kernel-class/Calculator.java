package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;
import java.io.IOException;

@RingKernel(id = "calculator", capacity = 64, backpressure = Backpressure.REJECT)
final class Calculator {
    @Handles
    CalculateResponse calculate(CalculateRequest request, KernelContext context) throws IOException {
        return new CalculateResponse(0);
    }

    @Handles
    void log(LogEventCodec.Reader event) {}

    @Handles
    void tick(Tick tick) {}
}
