package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.OnStart;
import io.ringkernel.annotation.OnStop;
import io.ringkernel.annotation.RingKernel;
import java.io.IOException;

@RingKernel(id = "archive")
final class Archive {
    @OnStart
    void open(KernelContext context) throws IOException {}

    @Handles
    void keep(Page page) {}

    @OnStop
    void close() {}
}
