// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.annotation.Idle;
import io.ringkernel.bench.engine.SizedStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What if the messages were longer, or had another priority, or the kernel waited in another way. */
final class SizedLatency implements Task {
    @Override
    public Map<String, Double> run(Arguments arguments, Path folder) throws IOException {
        return Latencies.measure(
                arguments,
                folder,
                sink -> new SizedStream(
                        (int) arguments.number("length"),
                        (int) arguments.number("priority"),
                        arguments.constant(Idle.class, "idle"),
                        sink));
    }
}
