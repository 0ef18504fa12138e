// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a handler may do to the runtime that runs it: subscribe, launch and end, on a pool with one worker. */
class InHandlerTest extends RuntimeTest {
    private static final int ROUNDS = 200;

    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    @Override
    RuntimeOptions options() {
        return super.options().withWorkers(1);
    }

    private Object nextSeen() throws InterruptedException {
        return seen.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    /** A kernel that does something for each ping, and says what it threw. */
    private void doing(Probe.Handler body) {
        activate("a", (message, context) -> {
            Object result = body.onMessage(message, context);
            seen.add(result == null ? "done" : result);
            return null;
        });
    }

    @Test
    void subscribesAKernelToDeadLetters() throws InterruptedException {
        runtime.launch("warden", Probe.with((message, context) -> {
                    seen.add(((DeadLetterNotice) message).kernelId());
                    return null;
                }))
                .activate();
        doing((message, context) -> {
            thrownBy(() -> context.send("before", message));
            runtime.deadLetters().subscribe("warden");
            thrownBy(() -> context.send("nobody", message));
            runtime.deadLetters().unsubscribe("warden");
            thrownBy(() -> context.send("after", message));
            return null;
        });

        for (int i = 0; i < ROUNDS; i++) {
            runtime.send("a", new Ping(i));

            assertThat(List.of(nextSeen(), nextSeen())).containsExactlyInAnyOrder("done", "nobody");
        }
        assertThat(runtime.deadLetters().total()).isEqualTo(3 * ROUNDS);
    }

    @Test
    void subscribesItselfAnewForEachDeadLetterThatItIsToldOf() throws InterruptedException {
        runtime.launch("warden", Probe.with((message, context) -> {
                    runtime.deadLetters().unsubscribe("warden");
                    runtime.deadLetters().subscribe("warden");
                    seen.add(((DeadLetterNotice) message).number());
                    return null;
                }))
                .activate();
        runtime.deadLetters().subscribe("warden");

        for (long i = 0; i < ROUNDS; i++) {
            thrownBy(() -> runtime.send("nobody", new Ping(1)));

            assertThat(nextSeen()).isEqualTo(i);
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void letsAListenerOfDeadLettersTakeItselfOutAndPutAnotherIn() throws InterruptedException {
        List<Consumer<DeadLetter>> listeners = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < ROUNDS; i++) {
            int number = i;
            listeners.add(letter -> {
                runtime.deadLetters().removeListener(listeners.get(number));
                if (number + 1 < ROUNDS) {
                    runtime.deadLetters().addListener(listeners.get(number + 1));
                }
                seen.add(number);
            });
        }
        runtime.deadLetters().addListener(listeners.get(0));

        for (int i = 0; i < ROUNDS; i++) {
            thrownBy(() -> runtime.send("nobody", new Ping(1)));

            assertThat(nextSeen()).isEqualTo(i);
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void subscribesAKernelToTheMarksOfOneThatItLaunches() throws InterruptedException {
        runtime.launch("warden", Probe.with((message, context) -> {
                    seen.add(((LaneMark) message).isHigh());
                    return null;
                }))
                .activate();
        doing((message, context) -> {
            KernelHandle marked = runtime.launch(
                            "probe", Probe.with(ECHO).as("marked").capacity(8).marks(1, 6, "warden"))
                    .addMarkListener(mark -> seen.add(mark.waiting() >= 6 ? "high" : "low"));
            for (int i = 0; i < 8; i++) {
                context.send("marked", message);
            }
            marked.activate();
            return null;
        });

        runtime.send("a", new Ping(1));

        List<Object> told = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            told.add(nextSeen());
        }
        assertThat(told).containsExactlyInAnyOrder("done", true, false, "high", "low");
    }

    @Test
    void watchesWhatItLaunchesAndHearsOfTheEndThatItMakes() throws InterruptedException {
        runtime.launch("watcher", Probe.with((message, context) -> {
                    if (message instanceof Ping) {
                        KernelHandle child = context.launch(
                                        "probe", Probe.with(ECHO).as("child"))
                                .activate();
                        context.watch("child");
                        child.terminate();
                    } else {
                        seen.add(message.getClass().getSimpleName());
                    }
                    return null;
                }))
                .activate();

        for (int i = 0; i < ROUNDS; i++) {
            runtime.send("watcher", new Ping(i));

            assertThat(nextSeen()).isEqualTo("Terminated");
        }
    }

    @Test
    void launchesCallsAndEndsOthers() throws InterruptedException {
        doing((message, context) -> {
            KernelHandle b = runtime.launch("probe", Probe.with(ECHO).as("b")).activate();
            Pong pong = runtime.call("b", message, Pong.class, LONG);
            b.deactivate();
            b.activate();
            assertThat(b.terminate()).isZero();
            assertThat(b.state()).isEqualTo(KernelState.TERMINATED);
            return pong;
        });

        for (int i = 0; i < ROUNDS; i++) {
            runtime.send("a", new Ping(i));

            assertThat(nextSeen()).isEqualTo(new Pong(i));
        }
    }

    @Test
    void endsTheKernelThatWaitsForItsAnswer() throws InterruptedException {
        KernelHandle a = activate("a", (message, context) -> {
            seen.add(runtime.call("b", message, Pong.class, LONG));
            return null;
        });
        activate("b", (message, context) -> {
            a.terminate(LONG); // does not wait: it would wait for itself
            return new Pong(7);
        });

        runtime.send("a", new Ping(1));

        assertThat(nextSeen()).isEqualTo(new Pong(7));
        assertThat(a.await(KernelState.TERMINATED, LONG)).isSameAs(a);
    }

    @Test
    void endsTheKernelThatGoesOnAfterItsAnswer() throws InterruptedException {
        KernelHandle a = activate("a", (message, context) -> {
            context.request("b", message, Pong.class, LONG, (reply, failure, then) -> seen.add(reply));
            return null;
        });
        activate("b", (message, context) -> {
            start(() -> a.terminate(LONG));
            Eventually.holds("it is ending", () -> a.state() == KernelState.TERMINATING);
            return new Pong(7);
        });

        runtime.send("a", new Ping(1));

        assertThat(nextSeen()).isEqualTo(new Pong(7));
        a.await(KernelState.TERMINATED, LONG);
    }

    @Test
    void replacesTheKernelThatItIsForwardedTo() throws InterruptedException {
        activate("b", ECHO);
        activate("a", (message, context) -> {
            runtime.handle("b").orElseThrow().terminate(Duration.ZERO);
            activate("b", ECHO);
            context.forward("b");
            return null;
        });

        for (int i = 0; i < ROUNDS; i++) {
            assertThat(runtime.call("a", new Ping(i), Pong.class, LONG)).isEqualTo(new Pong(i));
        }
    }
}
