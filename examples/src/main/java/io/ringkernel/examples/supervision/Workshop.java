// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.supervision;

import io.ringkernel.DeadLetter;
import io.ringkernel.KernelContext;
import io.ringkernel.KernelHandle;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.OnStart;
import io.ringkernel.annotation.OnStop;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.supervision.FailurePolicy;
import io.ringkernel.supervision.Terminated;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A foreman has a drill, which breaks on stone. It is replaced twice in a minute and not more often; then the foreman hears
 * of its end and says so. What the drill broke on is in the dead letters.
 */
public final class Workshop {
    @Message(id = 0x1001)
    record Job(@MaxLength(50) String material) {}

    @Message(id = 0x1002)
    record Report(@MaxLength(2000) String text) {}

    @RingKernel(id = "drill")
    static final class Drill {
        private int holes;

        @OnStart
        void takeNew() {
            System.out.println("a new drill");
        }

        @Handles
        void drill(Job job) {
            if (job.material().equals("stone")) {
                throw new IllegalStateException("too hard: " + job.material());
            }
            System.out.println(job.material() + " has hole " + ++holes);
        }

        @OnStop
        void putAway() {
            System.out.println("the drill is put away");
        }
    }

    @RingKernel(id = "foreman")
    static final class Foreman {
        private static final FailurePolicy TWICE_A_MINUTE =
                FailurePolicy.restart(2, Duration.ofMinutes(1), Duration.ZERO, Duration.ofSeconds(1));

        @OnStart
        void begin(KernelContext context) {
            context.launch(Drill.class, LaunchOptions.DEFAULT.onFailure(TWICE_A_MINUTE))
                    .activate();
            context.watch("drill");
        }

        @Handles
        Report hear(Terminated end) {
            return new Report(end.kernelId() + " " + end.reason() + ", " + end.failure());
        }
    }

    /* A handler that throws is logged, too. Here the foreman reports it, and once is enough. */
    private static final Logger LOGGER = Logger.getLogger("io.ringkernel");

    private Workshop() {}

    /**
     * Drills.
     *
     * @param arguments none
     */
    public static void main(String... arguments) {
        LOGGER.setLevel(Level.OFF);
        try (KernelRuntime runtime = KernelRuntime.create()) {
            runtime.launch(Foreman.class).activate(); // returns when the start hook has
            KernelHandle drill = runtime.handle("drill").orElseThrow();
            for (String material : List.of("wood", "brick", "stone", "clay", "stone", "stone")) {
                runtime.send("drill", new Job(material));
            }
            Report report = runtime.receive("foreman", Report.class, Duration.ofSeconds(10))
                    .message();
            System.out.println(report.text());
            System.out.println(drill.state() + " after " + drill.restarts() + " restarts");
            for (DeadLetter letter : runtime.deadLetters().list()) {
                System.out.println(letter.reason() + " at " + letter.message());
            }
        }
    }
}
