// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ringkernel.annotation.Priority;
import io.ringkernel.bench.baseline.Handover;
import io.ringkernel.bench.engine.FloodedKernel;
import io.ringkernel.bench.engine.HandOverStream;
import io.ringkernel.bench.engine.LanesStream;
import io.ringkernel.bench.shape.Checksum;
import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.Payloads;
import io.ringkernel.bench.shape.Stream;
import io.ringkernel.bench.shape.Urgency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lanes, urgent messages and payloads carry what they are given; nothing is measured here. */
class EngineShapesTest {
    private static final int MESSAGES = 10_000;

    @ParameterizedTest
    @EnumSource
    void takesWhatIsUrgentAndWhatIsNot(UrgencySide side) {
        Checksum ordinary = new Checksum();
        Checksum urgent = new Checksum();

        try (Urgency urgency = side.start(ordinary, urgent)) {
            long accepted = 0;
            long sum = 0;
            for (long n = 0; n < MESSAGES; n++) {
                if (urgency.offerOrdinary(n)) {
                    accepted++;
                    sum += Fields.sum(n);
                }
                if (n % 100 == 0) {
                    urgency.sendUrgent(n / 100);
                }
            }
            ordinary.check(accepted, sum);
            urgent.check(MESSAGES / 100, Fields.sum(0, MESSAGES / 100));
        }

        assertThat(ordinary.count()).isGreaterThanOrEqualTo(Stream.CAPACITY);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void usesOneLaneOrAll(boolean all) {
        Checksum checksum = new Checksum();

        try (LanesStream stream = new LanesStream(all, checksum)) {
            for (long n = 0; n < MESSAGES; n++) {
                stream.send(n);
            }
            checksum.check(
                    MESSAGES + (all ? LanesStream.sentBefore() : 0),
                    Fields.sum(0, MESSAGES) + (all ? LanesStream.sumBefore() : 0));
        }

        assertThat(checksum.count()).isEqualTo(MESSAGES + (all ? 4 : 0));
    }

    @ParameterizedTest
    @CsvSource({"LOW, 1", "BELOW_NORMAL, 2", "NORMAL, 4", "ABOVE_NORMAL, 8"})
    void takesItsShareFromALowerLaneUnderAFlood(Priority level, double percent) {
        try (FloodedKernel kernel = new FloodedKernel(level)) {
            assertThat(100 * kernel.flood(1)).isCloseTo(percent, within(1.0));
            assertThat(100 * kernel.flood(1)).isCloseTo(percent, within(1.0));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void handsPayloadsOver(boolean full) {
        Checksum checksum = new Checksum();
        long sum = 0;

        try (HandOverStream stream = new HandOverStream(full, checksum)) {
            for (long n = 0; n < MESSAGES; n++) {
                stream.send(n);
                sum += stream.sumOf(n);
            }
            checksum.check(MESSAGES, sum);
        }

        assertThat(checksum.count()).isEqualTo(MESSAGES);
    }

    @ParameterizedTest
    @EnumSource
    void keepsWhatWasWrittenIntoAPayload(PayloadSide side) {
        Checksum checksum = new Checksum();

        try (Payloads<?> payloads = side.start();
                Handover<?> handover = new Handover<>(payloads, checksum)) {
            long sum = 0;
            for (long n = 0; n < MESSAGES; n++) {
                PayloadBenchmark.check(payloads, n);
                handover.send(n);
                sum += 2 * n;
            }
            checksum.check(MESSAGES, sum);
        }

        assertThat(checksum.count()).isEqualTo(MESSAGES);
    }

    @Test
    void findsTheNumberOfAMessage() {
        for (long n = 0; n < 100; n++) {
            assertThat(Fields.numberOf(Fields.sum(n))).isEqualTo(n);
        }
    }

    @Test
    void findsNoNumberWhenAFieldWasLeftOut() {
        for (long n = 1; n < 100; n += 2) {
            long withoutSide = Fields.sum(n) - Fields.side(n);
            assertThatThrownBy(() -> Fields.numberOf(withoutSide))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("no message has fields of this sum: sum=" + withoutSide);
        }
    }
}
