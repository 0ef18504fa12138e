// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.PingPongSide;
import io.ringkernel.bench.latency.LatencyProbe;
import io.ringkernel.bench.latency.LatencyReport;
import io.ringkernel.bench.latency.LatencyRig;
import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.PingPong;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** How long it takes from the moment at which a burst is due until the last answer to it, at a fixed rate. */
final class EchoLatency implements Task {
    @Override
    public Map<String, Double> run(Arguments arguments, Path folder) throws IOException {
        LatencyRig rig = Latencies.rig(arguments);
        LatencyProbe probe = rig.probe();
        int burst = (int) arguments.number("burst");
        try (PingPong game = arguments.constant(PingPongSide.class, "side").start()) {
            Bursts bursts = new Bursts(game, burst);
            LatencyReport report = rig.run(stampNs -> {
                bursts.play();
                probe.arrived(stampNs);
            });
            bursts.check();
            return Latencies.keep(report, arguments, folder);
        }
    }

    private static final class Bursts {
        private final PingPong game;
        private final int burst;
        private long played;
        private long sum;

        Bursts(PingPong game, int burst) {
            this.game = game;
            this.burst = burst;
        }

        void play() {
            sum += game.run(played * burst, 1, burst);
            played++;
        }

        void check() {
            long expected = Fields.sum(0, played * burst);
            if (sum != expected) {
                throw new AssertionError(
                        "answers were lost or changed: expectedSum=" + expected + ", actualSum=" + sum);
            }
        }
    }
}
