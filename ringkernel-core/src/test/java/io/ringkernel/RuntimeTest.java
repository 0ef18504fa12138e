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

    /**
     * {@return what a call says when its time is over; given more time until it says what is expected, as a busy machine may
     * not come to the handler, or to its end, in a short one}
     */
    final String textOfTimeout(String id, String expected) {
        String text = textOfTimeout(id, SHORT);
        for (Duration timeout = SHORT; !text.matches(expected) && timeout.compareTo(LONG) < 0; ) {
            timeout = timeout.multipliedBy(4);
            text = textOfTimeout(id, timeout);
        }
        return text;
    }

    private String textOfTimeout(String id, Duration timeout) {
        try {
            return "answered by " + runtime.call(id, new Messages.Ping(1), Messages.Pong.class, timeout);
        } catch (RequestTimeoutException e) {
            return e.getMessage();
        }
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
