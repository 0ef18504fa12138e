// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.bench.codec.CodecBenchmark.Codec;
import io.ringkernel.bench.codec.CodecBenchmark.Messages;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The benchmark compares the sides before it measures them; here it does that, and measures nothing. */
class CodecBenchmarkTest {
    private static final int ROUNDS = 100;

    static Stream<Arguments> sides() {
        return Arrays.stream(Messages.values())
                .flatMap(messages -> Arrays.stream(Codec.values()).map(codec -> Arguments.of(messages, codec)));
    }

    @ParameterizedTest
    @MethodSource("sides")
    void readsTheSameMessagesOnEachSide(Messages messages, Codec codec) {
        CodecBenchmark benchmark = new CodecBenchmark();
        benchmark.messages = messages;
        benchmark.codec = codec;
        benchmark.compare();

        for (int i = 0; i < ROUNDS; i++) {
            benchmark.encode();
            benchmark.decode();
        }

        assertThat(messages.side(codec).encodeAll()).isPositive();
    }
}
