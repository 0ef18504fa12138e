// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A runtime for each test, with few workers and small limits. */
@Timeout(60)
abstract class RuntimeTest {
    static final Duration LONG = Duration.ofSeconds(20);
    static final Duration SHORT = Duration.ofMillis(30);

    /** Answers a ping with its number. */
    static final Probe.Handler ECHO =
            (message, context) -> message instanceof Ping ping ? new Pong(ping.number()) : null;

    final KernelRuntime runtime = KernelRuntime.create(options());

    RuntimeOptions options() {
        return RuntimeOptions.DEFAULT
                .withWorkers(2)
                .withPayloadLimitBytes(1 << 20)
                .withSendTimeout(LONG)
                .withRequestLimit(1024)
                .withLatencySampling(1);
    }

    @AfterEach
    void closeRuntime() {
        runtime.close();
    }

    final KernelHandle launch(String id, Probe.Handler handler) {
        return runtime.launch("probe", Probe.with(handler).as(id));
    }

    final KernelHandle activate(String id, Probe.Handler handler) {
        return launch(id, handler).activate();
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(LONG.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("latch was not counted down in " + LONG);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Thread start(Runnable body) {
        Thread thread = new Thread(body);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** {@return what a body threw, or null} */
    static Throwable thrownBy(Runnable body) {
        try {
            body.run();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }
}
