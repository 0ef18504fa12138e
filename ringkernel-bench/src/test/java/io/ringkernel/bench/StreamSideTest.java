// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.bench.shape.Checksum;
import io.ringkernel.bench.shape.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each side carries each field of each message; nothing is measured here. */
class StreamSideTest {
    private static final int MESSAGES = 5 * Stream.CAPACITY;
    private static final int BATCH = 64;

    @ParameterizedTest
    @EnumSource
    void carriesEachFieldOfEachMessage(StreamSide side) {
        Checksum checksum = new Checksum();
        long sum = 0;

        try (Stream stream = side.start(checksum)) {
            for (long n = 0; n < MESSAGES; n++) {
                stream.send(n);
                sum += stream.sumOf(n);
            }
            for (long n = MESSAGES; n < 2 * MESSAGES; n += BATCH) {
                stream.sendAll(n, BATCH);
            }
            for (long n = MESSAGES; n < 2 * MESSAGES; n++) {
                sum += stream.sumOf(n);
            }
            checksum.check(2 * MESSAGES, sum);
        }

        assertThat(checksum.count()).isEqualTo(2 * MESSAGES);
    }

    @Test
    void tellsWhoWantsAProducerMoreThanThereCanBe() {
        try (Stream stream = StreamSide.AGRONA_ONE_TO_ONE.start(new Checksum())) {
            assertThatThrownBy(stream::producer)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("stream takes one producer: stream=AgronaStream");
        }
    }
}
