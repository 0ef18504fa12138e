// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.StreamSide;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** How long messages of a stream are under way at a fixed rate. */
final class StreamLatency implements Task {
    @Override
    public Map<String, Double> run(Arguments arguments, Path folder) throws IOException {
        StreamSide side = arguments.constant(StreamSide.class, "side");
        return Latencies.measure(arguments, folder, side::start);
    }
}
