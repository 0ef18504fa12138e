package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "pooled", reentrant = true) // error: [ReentrantWithoutCoroutine] 'ReentrantWithoutCoroutine' is re-entrant, but its execution is POOLED. Only handlers in coroutines let others in while they wait: set execution = Execution.COROUTINE, or remove reentrant.
final class ReentrantWithoutCoroutine {
    @Handles
    void on(Ping ping) {}
}

final class Loops {
    @RingKernel(id = "loop", receives = Ping.class, execution = Execution.COROUTINE, reentrant = true) // error: [ReentrantWithoutCoroutine] 'Loops.run' is re-entrant, but receives by itself. Only handlers in coroutines let others in while they wait: set execution = Execution.COROUTINE, or remove reentrant.
    static void run(KernelContext context) {}
}

@Message(id = 1)
record Ping(int x) {}
