// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.bench.SavinaBenchmark;
import io.ringkernel.bench.StreamSide;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScalingRowsTest {
    private static final Path NO_FOLDER = Path.of("");

    private static Task.Arguments arguments(String name, int count, Enum<?> side) {
        return new Task.Arguments(
                Map.of(name, count + "", "side", side.name(), "warmUpNs", "0", "durationNs", "2000000"));
    }

    @Test
    void hasARowForEachNumberOfThreadsThatHaveACore() {
        assertThat(ScalingRows.comparisons(2))
                .extracting(comparison -> comparison.row().id())
                .containsExactly("scaling-producers-1", "scaling-workers-1", "scaling-workers-2");
        assertThat(ScalingRows.comparisons(9))
                .extracting(comparison -> comparison.row().id())
                .containsExactly(
                        "scaling-producers-1",
                        "scaling-producers-2",
                        "scaling-producers-4",
                        "scaling-producers-8",
                        "scaling-workers-1",
                        "scaling-workers-2",
                        "scaling-workers-4",
                        "scaling-workers-8");
        assertThat(ScalingRows.comparisons(16)).hasSize(10);
    }

    @Test
    void hasARowOfTheFewestThreadsOnOneCore() {
        assertThat(ScalingRows.comparisons(1))
                .extracting(comparison -> comparison.row().id())
                .containsExactly("scaling-producers-1", "scaling-workers-1");
    }

    @Test
    void countsTheConsumerAmongTheThreads() {
        assertThat(ScalingRows.comparisons(16).get(4).sides())
                .extracting(Comparison.Side::threads)
                .containsOnly(16);
    }

    @ParameterizedTest
    @EnumSource(
            value = StreamSide.class,
            names = {"RINGKERNEL_MULTI", "DISRUPTOR_MULTI", "PEKKO_TELL"})
    void measuresProducersThatSendTogether(StreamSide side) {
        assertThat(new ProducersCost()
                        .run(arguments("producers", 3, side), NO_FOLDER)
                        .get("value"))
                .isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void measuresManyThatAskEachOther(SavinaBenchmark.Side side) {
        assertThat(new EchoCost().run(arguments("threads", 1, side), NO_FOLDER).get("value"))
                .isPositive();
    }
}
