// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderFieldsTest {
    private static final UUID ID = new UUID(1, 2);
    private static final UUID NIL = new UUID(0, 0);

    private final HeaderFields fields = new HeaderFields(200);

    @Test
    void saysNothingAtFirst() {
        MessageHeader header = MessageHeader.none(200);

        assertThat(header.messageId()).isEqualTo(NIL);
        assertThat(header.messageIdOrNull()).isNull();
        assertThat(header.priority()).isEqualTo(200);
        assertThat(header.correlationId()).isEqualTo(NIL);
        assertThat(header.correlationIdOrNull()).isNull();
        assertThat(header.timestamp()).isEqualTo(Instant.EPOCH);
        assertThat(header.timestampOrNull()).isNull();
        assertThat(header.timestampMs()).isZero();
        assertThat(header.deadline()).isEqualTo(Instant.MAX);
        assertThat(header.deadlineOrNull()).isNull();
        assertThat(header.timeLeft()).isEqualTo(Duration.ZERO);
        assertThat(header.timeLeftOrNull()).isNull();
        assertThat(header.timeLeftMs()).isZero();
        assertThat(header.sender()).isEmpty();
        assertThat(header.senderOrNull()).isNull();
        assertThat(fields.hasPriority()).isFalse();
        assertThat(fields.hasFixedDeadline()).isFalse();
    }

    @Test
    void keepsWhatIsSet() {
        fields.messageId(ID);
        fields.priority(255, "A.b");
        fields.correlationId(ID);
        fields.timestamp(Instant.ofEpochSecond(5, 999_999_999), "A.b");
        fields.timeLeft(Duration.ofNanos(1), "A.b");
        fields.sender("kernel");

        assertThat(fields.messageId()).isEqualTo(ID).isEqualTo(fields.messageIdOrNull());
        assertThat(fields.priority()).isEqualTo(255);
        assertThat(fields.hasPriority()).isTrue();
        assertThat(fields.correlationId()).isEqualTo(ID).isEqualTo(fields.correlationIdOrNull());
        assertThat(fields.timestamp())
                .isEqualTo(Instant.ofEpochSecond(5, 999_999_999))
                .isEqualTo(fields.timestampOrNull());
        assertThat(fields.timestampMs()).isEqualTo(5999);
        assertThat(fields.timeLeft()).isEqualTo(Duration.ofNanos(1)).isEqualTo(fields.timeLeftOrNull());
        assertThat(fields.timeLeftMs()).isEqualTo(1);
        assertThat(fields.sender()).isEqualTo("kernel");
    }

    @Test
    void forgetsWhatIsSetToNothing() {
        fields.messageId(ID);
        fields.messageId(null);
        fields.correlationId(ID);
        fields.correlationId(NIL);
        fields.timestampMs(7, "A.b");
        fields.timestamp(null, "A.b");
        fields.deadline(Instant.now(), "A.b");
        fields.deadline(null, "A.b");
        fields.sender("a");
        fields.sender("");

        assertThat(fields.messageIdOrNull()).isNull();
        assertThat(fields.correlationIdOrNull()).isNull();
        assertThat(fields.timestampOrNull()).isNull();
        assertThat(fields.deadlineOrNull()).isNull();
        assertThat(fields.senderOrNull()).isNull();
        fields.deadline(Instant.now(), "A.b");
        fields.timeLeft(Duration.ZERO, "A.b");
        assertThat(fields.timeLeftOrNull()).isNull();
        fields.timeLeftMs(0, "A.b");
        assertThat(fields.timeLeftOrNull()).isNull();
        fields.deadline(Instant.MAX, "A.b");
        assertThat(fields.deadlineOrNull()).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 256, Long.MAX_VALUE})
    void refusesPrioritiesOutOfRange(long priority) {
        assertThatThrownBy(() -> fields.priority(priority, "Order.urgency"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("priority must be 0 to 255: field=Order.urgency, value=" + priority);
    }

    @Test
    void keepsTimesToTheNanosecond() {
        for (Instant time : new Instant[] {
            Instant.parse("1677-09-21T00:12:43.145224193Z"),
            Instant.EPOCH.minusNanos(1),
            Instant.EPOCH.plusNanos(1),
            Instant.parse("2026-11-21T10:11:12.123456789Z"),
            Instant.parse("2262-04-11T23:47:16.854775807Z")
        }) {
            fields.timestamp(time, "A.b");
            assertThat(fields.timestamp()).isEqualTo(time);
            fields.deadline(time, "A.b");
            assertThat(fields.deadline()).isEqualTo(time);
            assertThat(fields.hasFixedDeadline()).isTrue();
        }
    }

    @Test
    void takesADeadlineOf1970AsOneThatHasPassed() {
        fields.deadline(Instant.EPOCH, "A.b");

        assertThat(fields.deadline()).isEqualTo(Instant.EPOCH.plusNanos(1));
        assertThat(fields.timeLeftNs()).isEqualTo(1);
    }

    @Test
    void refusesTimesThatNoHeaderHolds() {
        for (Instant time : new Instant[] {
            Instant.MIN,
            Instant.parse("1677-09-21T00:12:43.145224191Z"),
            Instant.parse("2262-04-11T23:47:16.854775808Z")
        }) {
            String text = "time must lie in the years 1677 to 2262: field=A.b, value=" + time;
            assertThatThrownBy(() -> fields.timestamp(time, "A.b"))
                    .isExactlyInstanceOf(CodecException.class)
                    .hasMessage(text);
            assertThatThrownBy(() -> fields.deadline(time, "A.b")).hasMessage(text);
        }
        assertThatThrownBy(() -> fields.timestamp(Instant.MAX, "A.b"))
                .hasMessage(
                        "time must lie in the years 1677 to 2262: field=A.b, value=+1000000000-12-31T23:59:59.999999999Z");
        assertThatThrownBy(() -> fields.timestampMs(Long.MAX_VALUE, "A.b"))
                .hasMessage("time must lie in the years 1677 to 2262: field=A.b, value=+292278994-08-17T07:12:55.807Z");
    }

    @Test
    void refusesNegativeDeadlines() {
        assertThatThrownBy(() -> fields.timeLeft(Duration.ofNanos(-1), "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("deadline must not be in the past: field=A.b, value=PT-0.000000001S");
        assertThatThrownBy(() -> fields.timeLeftMs(-5, "A.b"))
                .hasMessage("deadline must not be in the past: field=A.b, value=PT-0.005S");
    }

    @Test
    void turnsOneFormOfADeadlineIntoTheOther() {
        Instant before = Instant.now();
        fields.timeLeft(Duration.ofHours(1), "A.b");
        assertThat(fields.deadline())
                .isBetween(before.plusSeconds(3600), Instant.now().plusSeconds(3600));

        fields.deadline(before.plusSeconds(3600), "A.b");
        assertThat(fields.timeLeft()).isBetween(Duration.ofMinutes(58), Duration.ofHours(1));
        fields.deadline(before.minusSeconds(1), "A.b");
        assertThat(fields.timeLeft()).isEqualTo(Duration.ofNanos(1));
    }

    @Test
    void takesDurationsOfMoreThanACenturyAsOne() {
        fields.timeLeft(Duration.ofSeconds(Long.MAX_VALUE), "A.b");

        assertThat(fields.timeLeft()).isEqualTo(Duration.ofDays(36_525));
        fields.timeLeftMs(Long.MAX_VALUE, "A.b");
        assertThat(fields.timeLeft()).isEqualTo(Duration.ofDays(36_525));
    }
}
