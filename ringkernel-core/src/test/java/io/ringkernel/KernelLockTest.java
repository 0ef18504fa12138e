// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.testkit.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Critical sections of re-entrant kernels. */
class KernelLockTest extends RuntimeTest {
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
    private final KernelLock lock = new KernelLock("seats");

    private Object nextSeen() throws InterruptedException {
        return seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private KernelHandle reentrant(String id, Probe.Handler handler) {
        return runtime.launch("probe", Probe.with(handler).as(id).coroutine().reentrant(true))
                .activate();
    }

    private void awaitWaiting(int count) {
        Eventually.holds(count + " wait", () -> runtime.kernelOf("a").reentry.waitingCount() == count);
    }

    private static long number(Object message) {
        return message instanceof Ping ping ? ping.number() : ((Pong) message).number();
    }

    @Test
    void letsThemInOneByOneInTheirOrder() {
        int count = 50;
        List<Long> order = new ArrayList<>();
        int[] inside = new int[1];
        KernelHandle handle = reentrant(
                "a",
                (message, context) -> lock.hold(context, LONG, () -> {
                    if (inside[0]++ != 0) {
                        throw new AssertionError("two at once");
                    }
                    order.add(number(message));
                    context.sleep(Duration.ofNanos(1));
                    inside[0]--;
                    return null;
                }));
        for (long i = 0; i < count; i++) {
            runtime.send("a", new Ping(i));
        }

        assertThat(handle.terminate(LONG)).isZero();

        assertThat(handle.counters().handled()).isEqualTo(count);
        assertThat(order).hasSize(count).isSorted();
    }

    @Test
    void letsItsHolderInAgain() {
        reentrant(
                "a",
                (message, context) -> lock.hold(
                        context, LONG, () -> lock.hold(context, Duration.ZERO, () -> new Pong(number(message)))));

        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));
        assertThat(runtime.call("a", new Ping(2), Pong.class, LONG)).isEqualTo(new Pong(2));
    }

    @Test
    void saysWhoHoldsItWhenTheTimeIsOver() throws InterruptedException {
        reentrant("a", (message, context) -> {
            if (message instanceof Pong) {
                return new Pong(context.wakeup("end") ? 1 : 0);
            }
            if (number(message) == 1) {
                return lock.hold(context, LONG, () -> {
                    seen.add(context.messageId());
                    context.waitFor("end", LONG);
                    return new Pong(1);
                });
            }
            return lock.hold(context, Duration.ofMillis(2), () -> new Pong(2));
        });
        CompletableFuture<Pong> first = runtime.request("a", new Ping(1), Pong.class, LONG);
        Object id = nextSeen();

        assertThatThrownBy(() -> runtime.call("a", new Ping(2), Pong.class, LONG))
                .cause()
                .isExactlyInstanceOf(KernelTimeoutException.class)
                .hasMessage("lock was not free in time: kernel=a, lock=seats, timeoutMs=2,"
                        + " holder=io.ringkernel.Messages$Ping, id=" + id
                        + ", waiting=0; wait for longer, or do less in the section");

        assertThat(runtime.call("a", new Pong(1), Pong.class, LONG)).isEqualTo(new Pong(1));
        assertThat(first.join()).isEqualTo(new Pong(1));
        assertThat(runtime.call("a", new Ping(2), Pong.class, LONG)).isEqualTo(new Pong(2));
    }

    @Test
    void isLeftByOneThatThrows() {
        reentrant(
                "a",
                (message, context) -> lock.hold(context, LONG, () -> {
                    if (number(message) == 1) {
                        throw new IOException("boom");
                    }
                    return new Pong(2);
                }));

        assertThatThrownBy(() -> runtime.call("a", new Ping(1), Pong.class, LONG))
                .hasRootCauseExactlyInstanceOf(IOException.class);
        assertThat(runtime.call("a", new Ping(2), Pong.class, LONG)).isEqualTo(new Pong(2));
    }

    @Test
    void isLeftByThoseThatAreCancelled() throws InterruptedException {
        KernelHandle handle = reentrant("a", (message, context) -> {
            try {
                return lock.hold(context, LONG, () -> {
                    context.sleep(LONG);
                    return null;
                });
            } catch (CoroutineCancelledException e) {
                seen.add(number(message));
                throw e;
            }
        });
        for (int i = 0; i < 5; i++) {
            runtime.send("a", new Ping(i));
        }
        awaitWaiting(5);

        handle.terminate(Duration.ZERO);

        assertThat(handle.state()).isEqualTo(KernelState.TERMINATED);
        assertThat(handle.counters().failed()).isEqualTo(5);
        assertThat(seen).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);

        reentrant("b", (message, context) -> lock.hold(context, Duration.ZERO, () -> new Pong(7)));
        assertThat(runtime.call("b", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(7));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void limitsThoseThatWait() throws InterruptedException {
        reentrant("a", (message, context) -> {
            if (message instanceof Pong) {
                return new Pong(context.wakeup("end") ? 1 : 0);
            }
            try {
                return lock.hold(context, LONG, () -> {
                    if (number(message) == 0) {
                        seen.add(context.messageId());
                        context.waitFor("end", LONG);
                    }
                    return null;
                });
            } catch (IllegalStateException e) {
                seen.add(e.getMessage());
                throw e;
            }
        });
        runtime.send("a", new Ping(0));
        Object id = nextSeen();
        for (int i = 1; i <= KernelLock.MOST_WAITING; i++) {
            runtime.send("a", new Ping(i));
        }
        awaitWaiting(1 + KernelLock.MOST_WAITING);

        runtime.send("a", new Ping(-1));

        assertThat(nextSeen())
                .isEqualTo("too many coroutines wait for a lock: kernel=a, lock=seats, limit=1024,"
                        + " holder=io.ringkernel.Messages$Ping, id=" + id);
        assertThat(runtime.call("a", new Pong(1), Pong.class, LONG)).isEqualTo(new Pong(1));
        assertThat(runtime.handle("a").orElseThrow().terminate(LONG)).isZero();
    }

    @Test
    void belongsToOneKernel() {
        reentrant("a", (message, context) -> lock.hold(context, LONG, () -> new Pong(1)));
        reentrant("b", (message, context) -> lock.hold(context, LONG, () -> new Pong(2)));
        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));

        assertThatThrownBy(() -> runtime.call("b", new Ping(1), Pong.class, LONG))
                .cause()
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("lock belongs to another kernel: lock=seats, kernel=b; make one for each instance");
    }

    @Test
    void isHeldAtOnceWhereNobodyElseIsLetIn() {
        runtime.launch(
                        "probe",
                        Probe.with((message, context) -> lock.hold(context, Duration.ZERO, () -> {
                                    context.sleep(Duration.ofMillis(1));
                                    return new Pong(1);
                                }))
                                .as("a")
                                .coroutine())
                .activate();
        activate("pooled", (message, context) -> lock.hold(context, Duration.ZERO, () -> new Pong(1)));

        assertThat(runtime.call("a", new Ping(1), Pong.class, LONG)).isEqualTo(new Pong(1));
        assertThatThrownBy(() -> runtime.call("pooled", new Ping(1), Pong.class, LONG))
                .cause()
                .hasMessage("kernel has no coroutines: kernel=pooled, execution=POOLED;"
                        + " declare it with execution = Execution.COROUTINE, or launch it with"
                        + " LaunchOptions.coroutine()");
    }
}
