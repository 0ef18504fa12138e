// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.ringkernel.bench.shape.Savina;
import io.ringkernel.bench.shape.Workload;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each workload computes what it is to compute, more than once; nothing is measured here. */
class SavinaBenchmarkTest {
    static Stream<Arguments> programs() {
        return Arrays.stream(Savina.values())
                .flatMap(workload ->
                        Arrays.stream(SavinaBenchmark.Side.values()).map(side -> Arguments.of(workload, side)));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void computesTheSameOnEachSide(Savina workload, SavinaBenchmark.Side side) {
        try (Workload program = side.start(workload)) {
            assertThatCode(() -> {
                        SavinaBenchmark.check(workload, program);
                        SavinaBenchmark.check(workload, program);
                    })
                    .doesNotThrowAnyException();
        }
    }
}
