// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.ringkernel.bench.shape.PingPong;
import io.ringkernel.bench.shape.Requests;
import io.ringkernel.bench.shape.Workload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each side answers each message by the sum of its fields; nothing is measured here. */
class ExchangeTest {
    @ParameterizedTest
    @EnumSource
    void playsPingPong(PingPongSide side) {
        try (PingPong game = side.start()) {
            assertThatCode(() -> PingPongBenchmark.play(game, 0, 200, 1)).doesNotThrowAnyException();
            assertThatCode(() -> PingPongBenchmark.play(game, 200, 20, 100)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource
    void asksOneAfterTheOther(AskBenchmark.Side side) {
        try (Workload asking = side.start(500)) {
            assertThatCode(() -> AskBenchmark.check(asking, 500)).doesNotThrowAnyException();
            assertThatCode(() -> AskBenchmark.check(asking, 500)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersRequests(RequestSide side) {
        try (Requests<?> requests = side.start()) {
            for (long n = 0; n < 200; n += 2) {
                RequestBenchmark.check(requests.askSpinning(n), n, 1);
                RequestBenchmark.check(requests.askParking(n + 1), n + 1, 1);
            }
            RequestBenchmark.check(requests.askMany(200, 1_000, 100), 200, 1_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersRequestsInCoroutines(CoroutineBenchmark.Side side) {
        try (Requests<?> requests = side.start()) {
            for (long n = 0; n < 200; n++) {
                RequestBenchmark.check(requests.askParking(n), n, 1);
            }
            RequestBenchmark.check(requests.askMany(200, 1_000, 100), 200, 1_000);
        }
    }
}
